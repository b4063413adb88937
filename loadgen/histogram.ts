/**
 * Latencies in the layout of HdrHistogram with three significant digits: up to 2048 µs each microsecond has a counter of
 * its own, and each doubling beyond has 1024 of them. Recording is one shift and one addition.
 */

const HALF_MAGNITUDE = 10;
const HALF = 1 << HALF_MAGNITUDE;
const LEADING_ZEROS = 32 - (HALF_MAGNITUDE + 1);

/** The longest that is told apart, 36 minutes. */
export const LONGEST_US = 2 ** 31 - 1;
/** How many counters there are. */
export const SLOTS = (LEADING_ZEROS + 1) * HALF;

/** The parts of a histogram that travel between threads: only counters that are not zero, as slot and count in turn. */
export interface PackedHistogram {
  readonly counts: readonly number[];
  readonly minUs: number;
  readonly maxUs: number;
  readonly sumUs: number;
}

export class Histogram {
  readonly #counts = new Float64Array(SLOTS);
  #count = 0;
  #sumUs = 0;
  #minUs = Infinity;
  #maxUs = 0;

  /** Takes fractions, negative values as 0, and what is longer than `LONGEST_US` as that long. */
  record(us: number): void {
    const value = us > 0 ? (us < LONGEST_US ? us : LONGEST_US) : 0;
    const slot = slotOf(value | 0);
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    this.#count += 1;
    this.#sumUs += value;
    if (value < this.#minUs) this.#minUs = value;
    if (value > this.#maxUs) this.#maxUs = value;
  }

  get count(): number {
    return this.#count;
  }

  /** Not rounded to a counter, as the maximum and the mean; 0 where nothing was recorded. */
  get minUs(): number {
    return this.#count === 0 ? 0 : this.#minUs;
  }

  get maxUs(): number {
    return this.#maxUs;
  }

  get meanUs(): number {
    return this.#count === 0 ? 0 : this.#sumUs / this.#count;
  }

  /**
   * The shortest time that so many percent of all took at most, to the width of a counter; 0 where nothing was recorded.
   * @param percentile from 0 to 100
   */
  percentileUs(percentile: number): number {
    const wanted = Math.max(1, Math.ceil((percentile / 100) * this.#count - 1e-9));
    let seen = 0;
    for (let slot = 0; slot < SLOTS; slot += 1) {
      seen += this.#counts[slot] ?? 0;
      if (seen >= wanted) return Math.min(highestIn(slot), Math.max(this.#maxUs, 0));
    }
    return this.#maxUs;
  }

  /** Adds all of another one, exactly. */
  add(other: Histogram): void {
    this.addPacked(other.pack());
  }

  addPacked({ counts, minUs, maxUs, sumUs }: PackedHistogram): void {
    for (let at = 0; at < counts.length; at += 2) {
      const slot = counts[at] ?? 0;
      const count = counts[at + 1] ?? 0;
      this.#counts[slot] = (this.#counts[slot] ?? 0) + count;
      this.#count += count;
    }
    this.#sumUs += sumUs;
    this.#minUs = Math.min(this.#minUs, minUs);
    this.#maxUs = Math.max(this.#maxUs, maxUs);
  }

  pack(): PackedHistogram {
    const counts: number[] = [];
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const count = this.#counts[slot] ?? 0;
      if (count > 0) counts.push(slot, count);
    }
    return { counts, minUs: this.#minUs, maxUs: this.#maxUs, sumUs: this.#sumUs };
  }

  clear(): void {
    this.#counts.fill(0);
    this.#count = 0;
    this.#sumUs = 0;
    this.#minUs = Infinity;
    this.#maxUs = 0;
  }
}

/** @param us whole, from 0 to `LONGEST_US` */
export function slotOf(us: number): number {
  const bucket = LEADING_ZEROS - Math.clz32(us | (2 * HALF - 1));
  return (bucket << HALF_MAGNITUDE) + (us >>> bucket);
}

/** The shortest time that counts in a slot. */
export function lowestIn(slot: number): number {
  const bucket = Math.max(0, (slot >> HALF_MAGNITUDE) - 1);
  return (slot - (bucket << HALF_MAGNITUDE)) * 2 ** bucket;
}

/** The longest. */
export function highestIn(slot: number): number {
  return lowestIn(slot) + 2 ** Math.max(0, (slot >> HALF_MAGNITUDE) - 1) - 1;
}
