import type { RunResult } from './result.ts';

/** The run as a strict reader takes it: where a should is not kept, the case has failed. */
export function strictly(run: RunResult): RunResult {
  const { counts, results } = run;
  if (counts.warn === 0) return run;
  return {
    ...run,
    verdict: 'not-conformant',
    counts: { ...counts, fail: counts.fail + counts.warn, warn: 0 },
    results: results.map((result) => (result.verdict === 'warn' ? { ...result, verdict: 'fail' } : result)),
  };
}
