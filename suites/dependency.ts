import type { Case } from './case.ts';
import { unplayed } from './case-result.ts';
import type { CaseResult } from './result.ts';

/** What becomes of a case because of those it depends on; undefined when they hold. */
export function byDependency(each: Case, results: ReadonlyMap<string, CaseResult>): CaseResult | undefined {
  for (const id of each.needs) {
    const needed = results.get(id);
    if (
      needed === undefined ||
      needed.verdict === 'pass' ||
      needed.verdict === 'warn' ||
      needed.verdict === 'observed'
    )
      continue;
    if (needed.verdict === 'skipped' || needed.verdict === 'not-observable')
      return unplayed(each, {
        kind: 'skipped',
        why: `depends on ${id}, which was ${needed.verdict}: ${needed.reason ?? ''}`,
      });
    return unplayed(each, { kind: 'blocked', why: `depends on ${id}`, by: needed.blockedBy ?? id });
  }
  return undefined;
}
