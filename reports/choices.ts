import type { CaseResult } from '../suites/result.ts';
import type { ClauseText } from './terminal/options.ts';

/** What a target chose where the protocol leaves it a choice. */
export interface Choice {
  readonly clause: string;
  readonly title: string;
  readonly observed: string;
}

/** The choices that a run has seen, in the order of the clauses. */
export function choicesOf(
  results: readonly CaseResult[],
  clauses: ReadonlyMap<string, ClauseText>,
): Choice[] {
  const order = new Map([...clauses.keys()].map((id, index) => [id, index]));
  const place = ({ clause }: Choice): number => order.get(clause) ?? order.size;
  return results
    .flatMap((result) => {
      const observed = result.observed ?? (result.verdict === 'observed' ? result.reason : undefined);
      if (observed === undefined) return [];
      const open = result.clauses.find((id) => clauses.get(id)?.level === 'may') ?? result.clauses[0] ?? '';
      return [{ clause: open, title: result.title, observed }];
    })
    .sort((one, other) => place(one) - place(other));
}
