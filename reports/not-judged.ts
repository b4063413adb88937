import type { CaseResult, Verdict } from '../suites/result.ts';
import { groupedBy } from './grouped.ts';

const UNJUDGED = ['blocked', 'skipped', 'not-observable'] as const satisfies Verdict[];

/** Cases that say nothing about the target, for one reason. */
export interface NotJudged {
  readonly verdict: (typeof UNJUDGED)[number];
  readonly why: string;
  readonly ids: readonly string[];
}

/** The cases that say nothing about the target, grouped by why, the largest group of a verdict first. */
export function notJudged(results: readonly CaseResult[]): NotJudged[] {
  return UNJUDGED.flatMap((verdict) => {
    const those = results.filter((result) => result.verdict === verdict);
    return [...groupedBy(those, whyOf)]
      .map(([why, members]) => ({ verdict, why, ids: members.map(({ id }) => id) }))
      .sort((one, other) => other.ids.length - one.ids.length);
  });
}

function whyOf({ reason, blockedBy }: CaseResult): string {
  if (blockedBy === undefined) return reason ?? 'no reason was recorded';
  if (reason === undefined) return `by ${blockedBy}`;
  return reason.includes(blockedBy) ? reason : `by ${blockedBy}: ${reason}`;
}
