import type { Case } from './case.ts';
import { unplayed } from './case-result.ts';
import type { CaseResult, Verdict } from './result.ts';

/** Verdicts on a case that others may rest on. */
const HOLDS: ReadonlySet<Verdict> = new Set(['pass', 'warn', 'observed']);

/** What becomes of a case because of those it depends on; undefined when they hold. */
export function byDependency(each: Case, results: ReadonlyMap<string, CaseResult>): CaseResult | undefined {
  for (const id of each.needs) {
    const needed = results.get(id);
    if (needed === undefined || HOLDS.has(needed.verdict)) continue;
    if (needed.verdict === 'skipped' || needed.verdict === 'not-observable')
      return unplayed(each, {
        kind: 'skipped',
        why: `depends on ${id}, which was ${needed.verdict}: ${needed.reason ?? ''}`,
      });
    return unplayed(each, { kind: 'blocked', why: `depends on ${id}`, by: needed.blockedBy ?? id });
  }
  return undefined;
}
