import type { CaseResult } from '../suites/result.ts';

/** Why a case came to its verdict, where that takes words: of a known finding first what the baseline says of it. */
export function reasonOf({ reason, known }: Pick<CaseResult, 'reason' | 'known'>): string | undefined {
  if (known === undefined) return reason;
  const told = known.issue === undefined ? known.reason : `${known.reason} (${known.issue})`;
  return reason === undefined ? told : `${told}; ${reason}`;
}
