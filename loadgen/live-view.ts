import { Histogram } from './histogram.ts';
import type { Live } from './live.ts';
import { durationOf, type Plan } from './plan.ts';
import type { LiveSecond } from './result.ts';
import { byLine } from './totals.ts';

/** Puts together what workers tell of the same second. */
export class LiveView {
  readonly #plan: Plan;
  readonly #workers: number;
  readonly #told = new Map<number, Live[]>();

  constructor(plan: Plan, workers: number) {
    this.#plan = plan;
    this.#workers = workers;
  }

  /** The second, once all workers have told of it. */
  take(live: Live): LiveSecond | undefined {
    const told = [...(this.#told.get(live.number) ?? []), live];
    this.#told.set(live.number, told);
    if (told.length < this.#workers) return undefined;
    // A worker that was held up tells of older seconds no more.
    for (const number of this.#told.keys()) if (number <= live.number) this.#told.delete(number);
    return this.#whole(told, live.number);
  }

  #whole(told: readonly Live[], number: number): LiveSecond {
    const { warmUpMs } = this.#plan;
    const latency = new Histogram();
    const statuses: Record<number, number> = {};
    for (const live of told) {
      latency.addPacked(live.latency);
      for (const [code, count] of Object.entries(live.tally.statuses))
        statuses[Number(code)] = (statuses[Number(code)] ?? 0) + count;
    }
    return {
      elapsedMs: Math.max(0, (number + 1) * 1000 + warmUpMs),
      totalMs: warmUpMs + durationOf(this.#plan),
      isWarmUp: number < 0,
      perSecond: told.reduce((sum, { answered }) => sum + answered, 0),
      p50Ms: latency.percentileUs(50) / 1000,
      p99Ms: latency.percentileUs(99) / 1000,
      inFlight: told.reduce((sum, { inFlight }) => sum + inFlight, 0),
      errors: told.reduce((sum, { tally }) => sum + tally.errors, 0),
      statuses: byLine(statuses),
    };
  }
}
