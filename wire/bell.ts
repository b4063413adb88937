/** The longest time a timer of Node takes; it fires at once when given more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Lets several parties wait, each up to its own deadline, for a state that changes when something happens. */
export class Bell {
  readonly #waiting = new Set<() => void>();

  /** Has everyone who waits look again. */
  ring(): void {
    for (const wake of this.#waiting) wake();
  }

  /**
   * Resolves with what `look` finds, as soon as it finds something: now or after a ring. What is there already is
   * found even when the deadline has passed. Leaves no timer behind.
   * @param untilMs the deadline, as `performance.now()` tells time; may be Infinity
   */
  async until<Found>(look: () => Found | undefined, untilMs: number): Promise<Found | 'deadline'> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      const leftMs = untilMs - performance.now();
      if (leftMs <= 0) return 'deadline';
      await this.#ringOrTimer(Math.min(Math.ceil(leftMs), LONGEST_TIMER_MS));
    }
  }

  #ringOrTimer(timerMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timerMs);
      this.#waiting.add(wake);
    });
  }
}
