/** What is to be undone, last things first. */
export class Cleanup {
  readonly #steps: (() => Promise<void>)[] = [];

  add(step: () => Promise<void>): void {
    this.#steps.push(step);
  }

  /**
   * Runs every step, also when an earlier one failed.
   * @throws AggregateError of all that failed
   */
  async run(): Promise<void> {
    const errors: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0)
      throw new AggregateError(errors, `cleaning up failed: ${errors.map(String).join('; ')}`);
  }
}
