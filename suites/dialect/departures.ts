import type { Protocol } from '../../spec/clause-schema.ts';
import type { Dialect } from '../../spec/dialect-schema.ts';
import type { CaseResult } from '../result.ts';
import { deviationResult, needlessNote } from './deviation-result.ts';
import { deviationsOf, type Deviation } from './deviations.ts';

/** Everything in which a target departs from the protocol, told as results of the run. */
export class Departures {
  readonly #dialect: string;
  readonly #deviations: ReadonlyMap<string, Deviation>;

  constructor(dialect: Dialect | undefined, protocol: Protocol) {
    this.#dialect = dialect?.name ?? '';
    const deviations = dialect === undefined ? [] : deviationsOf(dialect, protocol);
    this.#deviations = new Map(deviations.map((deviation) => [deviation.id, deviation]));
  }

  /** The result of a deviation's case as what it says of the target; any other as it is. */
  told(result: CaseResult): CaseResult {
    const deviation = this.#deviations.get(result.id);
    return deviation === undefined ? result : deviationResult({ deviation, dialect: this.#dialect }, result);
  }

  /** The deviations that no case of the run was about: none is forgiven without a word. */
  untold(results: readonly CaseResult[]): CaseResult[] {
    const ids = new Set(results.map(({ id }) => id));
    return [...this.#deviations.values()]
      .filter(({ id }) => !ids.has(id))
      .map((deviation) => deviationResult({ deviation, dialect: this.#dialect }));
  }

  /** What the run has shown to be needless in the dialect. */
  notes(results: readonly CaseResult[]): string[] {
    return results.flatMap(({ id, verdict }) => {
      const deviation = verdict === 'pass' ? this.#deviations.get(id) : undefined;
      return deviation === undefined ? [] : [needlessNote({ deviation, dialect: this.#dialect })];
    });
  }
}
