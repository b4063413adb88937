import { showAddress, type Account } from '../target/profile.ts';
import type { CaseResult, RunResult, Verdict } from './result.ts';
import type { RunOptions } from './run.ts';

/** The result of a run, from those of its cases. */
export function summarise(
  results: CaseResult[],
  { options, durationMs }: { options: RunOptions; durationMs: number },
): RunResult {
  const counts: Record<Verdict, number> = {
    pass: 0,
    fail: 0,
    warn: 0,
    flaky: 0,
    known: 0,
    observed: 0,
    skipped: 0,
    'not-observable': 0,
    blocked: 0,
    error: 0,
  };
  for (const { verdict } of results) counts[verdict] += 1;
  const { accounts } = options.profile;
  const ofRole = (role: Account['role']): number =>
    accounts.filter((account) => account.role === role).length;
  const isIncomplete =
    options.signal.aborted ||
    counts.pass + counts.warn + counts.observed === 0 ||
    results.some(
      ({ verdict, level }) =>
        level === 'must' &&
        (verdict === 'skipped' ||
          verdict === 'blocked' ||
          verdict === 'error' ||
          verdict === 'not-observable'),
    );
  return {
    format: 1,
    tool: { name: 'tchatator-check', version: options.version },
    target: {
      address: showAddress(options.address),
      kind: options.kind,
      accounts: { member: ofRole('member'), pro: ofRole('pro'), admin: ofRole('admin') },
    },
    startedAt: options.startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    verdict: verdictOf(counts, isIncomplete),
    seed: options.seed.value,
    repeat: options.repeat,
    interrupted: options.signal.aborted,
    counts,
    notes: [],
    results,
  };
}

function verdictOf(counts: Readonly<Record<Verdict, number>>, isIncomplete: boolean): RunResult['verdict'] {
  if (counts.fail > 0) return 'not-conformant';
  if (counts.flaky > 0) return 'flaky';
  return isIncomplete ? 'incomplete' : 'conformant';
}
