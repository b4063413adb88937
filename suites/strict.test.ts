import { expect, test } from 'vitest';
import { UNKNOWN } from '../target/profile.ts';
import { SPEC } from './golden/records.ts';
import type { CaseResult, RunResult, Verdict } from './result.ts';
import { strictly } from './strict.ts';
import { summarise } from './summary.ts';

function runOf(...verdicts: Verdict[]): RunResult {
  const results = verdicts.map((verdict, index): CaseResult => {
    const level = verdict === 'warn' ? 'should' : 'must';
    const named = { id: `a/${index}`, title: 'A case', clauses: ['M1'] };
    return { ...named, level, verdict, findings: [], transcript: [], durationMs: 1 };
  });
  const options = {
    address: { host: '::1', port: 4242 },
    kind: 'address',
    profile: UNKNOWN,
    protocol: SPEC.protocol,
    clauses: SPEC.clauses,
    cases: [],
    jobs: 1,
    patienceMs: 0,
    bail: false,
    version: '1.2.3',
    signal: new AbortController().signal,
    onEvent: () => undefined,
    seed: { value: 7, shuffles: false },
    repeat: 1,
    startedAt: new Date('2025-01-31T10:00:00Z'),
  } as const;
  return summarise(results, { options, durationMs: 1 });
}

test('a strict reader takes warnings for failures, and the run for not conformant', () => {
  const strict = strictly(runOf('pass', 'warn', 'observed', 'fail', 'warn'));
  expect(strict.results.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'observed', 'fail', 'fail']);
  expect(strict.counts).toMatchObject({ pass: 1, warn: 0, observed: 1, fail: 3 });
  expect(strictly(runOf('pass', 'warn')).verdict).toBe('not-conformant');
});

test('a run without warnings stays as it is', () => {
  const run = runOf('pass', 'observed', 'known');
  expect(strictly(run)).toBe(run);
});
