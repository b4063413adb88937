/** First in, first out, each item moved a bounded number of times however many wait. */
export class Queue<Item> {
  #incoming: Item[] = [];
  #outgoing: Item[] = [];

  put(items: readonly Item[]): void {
    for (const item of items) this.#incoming.push(item);
  }

  /** The item that has waited longest, or nothing if none waits. */
  take(): Item | undefined {
    if (this.#outgoing.length === 0) {
      this.#outgoing = this.#incoming.reverse();
      this.#incoming = [];
    }
    return this.#outgoing.pop();
  }
}
