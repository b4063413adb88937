import type { CaseResult, Verdict } from './result.ts';
import { Rounds } from './rounds.ts';
import type { ScheduleOptions } from './schedule-options.ts';

/** With `--bail`, the first of these ends the run. */
const BAILS: ReadonlySet<Verdict> = new Set(['fail', 'error', 'flaky']);

type Told = Pick<ScheduleOptions, 'repeat' | 'bail' | 'inLight' | 'onResult'>;

/** What the cases of a run came to, each told as soon as it stands. */
export class Results {
  readonly #options: Told;
  readonly #rounds: Rounds;
  readonly #byId = new Map<string, CaseResult>();
  #hasBailed = false;

  constructor(options: Told) {
    this.#options = options;
    this.#rounds = new Rounds(options.repeat);
  }

  get byId(): ReadonlyMap<string, CaseResult> {
    return this.#byId;
  }

  /** Whether nothing further is to be played, for one case has failed. */
  get haveBailed(): boolean {
    return this.#hasBailed;
  }

  /** Takes the result of one play; `again` when the case has to be played further times. */
  take(result: CaseResult): 'again' | 'recorded' {
    const ofAll = this.#rounds.take(result);
    if (ofAll === undefined) return 'again';
    this.record(ofAll);
    return 'recorded';
  }

  /** Takes the result of a case that is not played, or not any more. */
  end(result: CaseResult): void {
    this.record(this.#rounds.end(result));
  }

  /** Takes a result as it is, whatever was played before. */
  record(result: CaseResult): void {
    this.#byId.set(result.id, result);
    const told = this.#options.inLight?.(result) ?? result;
    this.#options.onResult(told);
    this.#hasBailed ||= this.#options.bail && BAILS.has(told.verdict);
  }
}
