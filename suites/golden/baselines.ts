/** Runs and baselines made by hand, for the tests of what they come to together. */
import type { Baseline } from '../baseline.ts';
import { readBaseline } from '../read-baseline.ts';
import type { CaseResult, Finding, RunResult, Verdict } from '../result.ts';
import { tally, verdictOf } from '../summary.ts';

export const TODAY = '2026-03-14';

/** The cases there are. */
export const CASES: Baseline['cases'] = [
  { id: 'login/ok', clauses: ['L1'] },
  { id: 'send/ok', clauses: ['M1'], aliases: ['send/plain'] },
  { id: 'send/content/colons', clauses: ['M7'] },
  { id: 'send/content/quotes', clauses: ['M7'] },
  { id: 'ban/by-admin', clauses: ['L5'] },
];

/** The result of a case that ran, or did not. */
export function resultOf(id: string, verdict: Verdict): CaseResult {
  const [clause = 'T5'] = CASES.find((each) => each.id === id)?.clauses ?? [];
  const isFinding = verdict === 'fail' || verdict === 'warn' || verdict === 'flaky';
  const finding: Finding = { clause, level: 'must', expected: ['200/OK'], actual: '416', sent: '', received: '' };
  const findings = isFinding ? [finding] : [];
  const rest = { title: 'A case', clauses: [clause], transcript: [], durationMs: 1 };
  return { id, ...rest, level: 'must', verdict, findings };
}

/** A run with these results. */
export function runOf(results: CaseResult[], more: Partial<RunResult> = {}): RunResult {
  return {
    format: 1,
    tool: { name: 'tchatator-check', version: '0.1.0' },
    target: { address: '127.0.0.1:4242', kind: 'address', accounts: { member: 2, pro: 1, admin: 1 } },
    startedAt: `${TODAY}T15:09:26.535Z`,
    durationMs: 1,
    verdict: verdictOf(results, false),
    seed: 1,
    repeat: 1,
    interrupted: false,
    counts: tally(results),
    notes: [],
    results,
    ...more,
  };
}

/** A baseline of this text. */
export function baselineOf(text: string): Baseline {
  const read = readBaseline('known.yaml', text);
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
  return { file: 'known.yaml', entries: read.entries, cases: CASES, today: TODAY };
}
