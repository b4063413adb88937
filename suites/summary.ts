import { showAddress, type Account } from '../target/profile.ts';
import type { CaseResult, RunResult, Verdict } from './result.ts';
import type { RunOptions } from './run.ts';

/** The result of a run, from those of its cases. */
export function summarise(
  results: CaseResult[],
  { options, durationMs, notes = [] }: { options: RunOptions; durationMs: number; notes?: string[] },
): RunResult {
  const { accounts, dialect } = options.profile;
  const ofRole = (role: Account['role']): number =>
    accounts.filter((account) => account.role === role).length;
  return {
    format: 1,
    tool: { name: 'tchatator-check', version: options.version },
    target: {
      address: showAddress(options.address),
      kind: options.kind,
      ...(dialect !== undefined && { dialect: dialect.name }),
      accounts: { member: ofRole('member'), pro: ofRole('pro'), admin: ofRole('admin') },
    },
    startedAt: options.startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    verdict: verdictOf(results, options.signal.aborted),
    seed: options.seed.value,
    repeat: options.repeat,
    interrupted: options.signal.aborted,
    counts: tally(results),
    notes,
    results,
  };
}

/** How many cases came to each verdict. */
export function tally(results: readonly CaseResult[]): Record<Verdict, number> {
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
  return counts;
}

/** What all results together say of the target. */
export function verdictOf(results: readonly CaseResult[], isInterrupted: boolean): RunResult['verdict'] {
  const counts = tally(results);
  if (counts.fail > 0) return 'not-conformant';
  if (counts.flaky > 0) return 'flaky';
  const judged = counts.pass + counts.warn + counts.known + counts.observed;
  const isIncomplete = isInterrupted || judged === 0 || results.some(isMustLeftOpen);
  return isIncomplete ? 'incomplete' : 'conformant';
}

const LEFT_OPEN: ReadonlySet<Verdict> = new Set(['skipped', 'blocked', 'error', 'not-observable']);

/** A look is a second witness of what is asked over the wire too: a run is whole without it. */
function isMustLeftOpen({ level, verdict, looks }: CaseResult): boolean {
  return level === 'must' && LEFT_OPEN.has(verdict) && !(verdict === 'not-observable' && looks === true);
}
