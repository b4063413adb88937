import type { Stage } from './plan.ts';

interface Section {
  readonly startMs: number;
  readonly endMs: number;
  /** How many commands are due before it begins, and before it ends. */
  readonly startCount: number;
  readonly endCount: number;
  /** At its start, and by how much it grows each ms; both per ms. */
  readonly rate: number;
  readonly growth: number;
}

/** What floating-point sums of a day's worth of stages may be off by, in commands. */
const ROUNDING = 1e-6;

/** The stages of an open loop as one function from time to the number of commands due, and back. */
export class Course {
  readonly durationMs: number;
  /** How many commands are due in all, fractions of stages added up. */
  readonly count: number;
  readonly #sections: Section[] = [];
  #at = 0;

  constructor(stages: readonly Stage[]) {
    let startMs = 0;
    let startCount = 0;
    for (const { fromPerSecond, toPerSecond, durationMs } of stages) {
      const endMs = startMs + durationMs;
      const endCount = startCount + (((fromPerSecond + toPerSecond) / 2) * durationMs) / 1000;
      const growth = (toPerSecond - fromPerSecond) / 1000 / durationMs;
      this.#sections.push({ startMs, endMs, startCount, endCount, rate: fromPerSecond / 1000, growth });
      startMs = endMs;
      startCount = endCount;
    }
    this.durationMs = startMs;
    this.count = Math.round(startCount / ROUNDING) * ROUNDING;
  }

  /** How many commands are due before `ms`, fractions included. */
  countBefore(ms: number): number {
    const section = this.#sections.findLast(({ startMs }) => startMs <= ms);
    if (section === undefined) return 0;
    const t = Math.min(ms, section.endMs) - section.startMs;
    return section.startCount + section.rate * t + (section.growth * t * t) / 2;
  }

  /**
   * When so many commands are due, in ms from the start; infinite beyond the last stage. Quick for counts that do not
   * go back.
   */
  timeOf(count: number): number {
    if (count >= this.count) return Infinity;
    if (count < (this.#sections[this.#at]?.startCount ?? 0)) this.#at = 0;
    for (; this.#at < this.#sections.length; this.#at += 1) {
      const section = this.#sections[this.#at];
      if (section !== undefined && count < section.endCount)
        return timeIn(section, count - section.startCount);
    }
    return Infinity;
  }
}

/** Solves `rate × t + growth × t² / 2 = count`, in the form that stays exact for small growths. */
function timeIn({ startMs, endMs, rate, growth }: Section, count: number): number {
  if (count <= 0) return startMs;
  const root = Math.sqrt(Math.max(0, rate * rate + 2 * growth * count));
  return Math.min(endMs, startMs + (2 * count) / (rate + root));
}
