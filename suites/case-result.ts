import { looks, type Case } from './case.ts';
import type { Judgement } from './judge.ts';
import type { CaseResult } from './result.ts';

/** Why a case was not played. `by`: the case or event it was blocked by. */
export type Unplayed =
  { kind: 'skipped' | 'not-observable'; why: string } | { kind: 'blocked'; why: string; by: string };

/** A result for a case that was not played. */
export function unplayed(each: Case, reason: Unplayed): CaseResult {
  return {
    ...headOf(each),
    verdict: reason.kind,
    reason: reason.why,
    ...(reason.kind === 'blocked' && { blockedBy: reason.by }),
    findings: [],
    transcript: [],
    durationMs: 0,
  };
}

/** A result for a case that was played and judged. */
export function played(
  each: Case,
  judgement: Judgement & { verdict: CaseResult['verdict'] },
  { transcript, durationMs }: Pick<CaseResult, 'transcript' | 'durationMs'>,
): CaseResult {
  return {
    ...headOf(each),
    verdict: judgement.verdict,
    ...(judgement.reason !== undefined && { reason: judgement.reason }),
    findings: judgement.findings,
    ...(judgement.observed !== undefined && { observed: judgement.observed }),
    ...(each.hint !== undefined && { hint: each.hint }),
    transcript,
    durationMs,
  };
}

function headOf(each: Case): Pick<CaseResult, 'id' | 'title' | 'clauses' | 'level' | 'looks'> {
  const { id, title, clauses, level } = each;
  return { id, title, clauses: [...clauses], level, ...(looks(each) && { looks: true }) };
}
