import { applyBaseline } from './apply-baseline.ts';
import { withKnown } from './baseline.ts';
import { Departures } from './dialect/departures.ts';
import type { CaseResult, RunResult } from './result.ts';
import type { RunOptions } from './run.ts';
import { summarise } from './summary.ts';

/** What results are told as, in the light of what is said of the target beforehand: its dialect, and a baseline. */
export class Telling {
  readonly #options: RunOptions;
  readonly #departures: Departures;

  constructor(options: RunOptions) {
    this.#options = options;
    this.#departures = new Departures(options.profile.dialect, options.protocol);
  }

  /** One result, as it is told. */
  of(result: CaseResult): CaseResult {
    return this.#known(this.#departures.told(result));
  }

  /** The whole run, from results that have been told one by one. */
  all(results: readonly CaseResult[], durationMs: number): RunResult {
    const whole = [...results, ...this.#departures.untold(results).map((result) => this.#known(result))];
    const notes = this.#departures.notes(whole);
    const run = summarise(whole, { options: this.#options, durationMs, notes });
    const { baseline } = this.#options;
    return baseline === undefined ? run : applyBaseline(run, baseline);
  }

  #known(result: CaseResult): CaseResult {
    const { baseline } = this.#options;
    return baseline === undefined ? result : withKnown(result, baseline);
  }
}
