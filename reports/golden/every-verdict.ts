import type { RunResult } from '../../suites/result.ts';
import { caseOf, everything, runOf } from './runs.ts';

const finding = {
  clause: 'L7',
  level: 'must',
  expected: ['one 200/OK'],
  actual: 'two 200/OK',
  sent: 'LOGIN\\napi-token:<token of 1>\\n',
  received: '200/OK\\n',
} as const;

const flaky = caseOf(
  {
    id: 'login/races/one-user',
    title: 'Of simultaneous LOGINs of one user one is accepted',
    clauses: ['L7'],
    verdict: 'flaky',
  },
  { reason: 'failed 2 of 5 times', findings: [{ ...finding, expected: [...finding.expected] }], durationMs: 310 },
);

/** All of `everything`, and the verdicts that only a repeated run has. */
export const everyVerdict: RunResult = {
  ...everything,
  ...runOf([...everything.results, flaky]),
  verdict: everything.verdict,
  durationMs: everything.durationMs,
  notes: everything.notes,
};
