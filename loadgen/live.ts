import type { PackedHistogram } from './histogram.ts';

/** What one worker tells of its last second; small, and no part of any result. */
export interface Live {
  /** The second's number from the start of the measured time; negative in the warm-up. */
  readonly number: number;
  readonly answered: number;
  readonly latency: PackedHistogram;
  /** Of the whole run. */
  readonly tally: {
    readonly answered: number;
    readonly errors: number;
    readonly statuses: Readonly<Record<number, number>>;
  };
  readonly inFlight: number;
}
