/** At most this many events in any span of this length. */
export interface WindowLimit {
  readonly events: number;
  readonly spanMs: number;
}

/** Remembers when events happened, as far as its limits need it, and says whether one more is within all of them. */
export class SlidingWindow {
  readonly #limits: readonly WindowLimit[];
  readonly #keep: number;
  /** Ascending. */
  readonly #times: number[];

  /** @param times when events happened already, in milliseconds, in any order */
  constructor(limits: readonly WindowLimit[], times: readonly number[] = []) {
    this.#limits = limits;
    this.#keep = Math.max(...limits.map(({ events }) => events));
    this.#times = times.toSorted((a, b) => a - b);
  }

  /** Notes an event now, unless that is one too many. */
  take(nowMs: number): boolean {
    if (this.#limits.some((limit) => this.#isFull(limit, nowMs))) return false;
    this.#times.push(nowMs);
    // Dropped in bulk, so that each costs constant time.
    if (this.#times.length >= 2 * this.#keep) this.#times.splice(0, this.#times.length - this.#keep);
    return true;
  }

  /** Forgets the latest event. */
  giveBack(): void {
    this.#times.pop();
  }

  /** A span holds its fill of events when the one that many places back is still inside it. */
  #isFull({ events, spanMs }: WindowLimit, nowMs: number): boolean {
    const earliest = this.#times.at(-events);
    return earliest !== undefined && nowMs - earliest < spanMs;
  }
}
