import type { CaseResult, RunResult } from '../suites/result.ts';

/**
 * The stale entries of the baseline as cases that failed, for reports that know nothing but cases: none may look green
 * where the run is not.
 */
export function staleAsCases({ baseline }: RunResult): CaseResult[] {
  return (baseline?.stale ?? []).map(({ file, line, case: pattern, text }) => ({
    id: `baseline/${pattern.replaceAll('/', '.')}`,
    title: 'Each entry of the baseline names a finding that is still there',
    clauses: [],
    level: 'must',
    verdict: 'fail',
    reason: `${file}:${line}: ${pattern}: ${text}`,
    findings: [],
    transcript: [],
    durationMs: 0,
  }));
}
