import { describe, expect, test } from 'vitest';
import { UNKNOWN } from '../target/profile.ts';
import { accountsOf } from './golden/run-context.ts';
import { SPEC } from './golden/records.ts';
import type { CaseResult, Level, Verdict } from './result.ts';
import type { RunOptions } from './run.ts';
import { summarise } from './summary.ts';

function result(verdict: Verdict, level: Level = 'must'): CaseResult {
  return {
    id: 'a/b',
    title: 'A case',
    clauses: ['M1'],
    level,
    verdict,
    findings: [],
    transcript: [],
    durationMs: 1,
  };
}

function options(signal = new AbortController().signal): RunOptions {
  return {
    address: { host: '::1', port: 4242 },
    kind: 'address',
    profile: { ...UNKNOWN, accounts: accountsOf({ member: 2, admin: 1 }) },
    protocol: SPEC.protocol,
    clauses: SPEC.clauses,
    cases: [],
    jobs: 1,
    patienceMs: 0,
    bail: false,
    version: '1.2.3',
    signal,
    onEvent: () => undefined,
    seed: { value: 0, shuffles: false },
    repeat: 1,
    startedAt: new Date('2025-01-31T10:00:00Z'),
  };
}

describe('the verdict on a target', () => {
  test.each<[string, CaseResult[], string]>([
    ['nothing', [], 'incomplete'],
    ['passes', [result('pass'), result('observed', 'may')], 'conformant'],
    ['warnings', [result('warn', 'should'), result('pass')], 'conformant'],
    ['a failure', [result('fail'), result('skipped')], 'not-conformant'],
    ['a must that was skipped', [result('skipped'), result('pass')], 'incomplete'],
    ['a must that was blocked', [result('blocked')], 'incomplete'],
    ['a must that could not be seen', [result('not-observable')], 'incomplete'],
    ['a mistake of ours', [result('error')], 'incomplete'],
    ['a should that was skipped', [result('skipped', 'should'), result('pass')], 'conformant'],
    ['nothing that could be judged', [result('skipped', 'should'), result('skipped', 'may')], 'incomplete'],
  ])('after %s', (_name, results, verdict) => {
    expect(summarise(results, { options: options(), durationMs: 0 }).verdict).toBe(verdict);
  });

  test('of a run that was interrupted is incomplete, unless something failed', () => {
    const stopped = { options: options(AbortSignal.abort()), durationMs: 0 };
    expect(summarise([result('pass')], stopped)).toMatchObject({ verdict: 'incomplete', interrupted: true });
    expect(summarise([result('fail')], stopped)).toMatchObject({
      verdict: 'not-conformant',
      interrupted: true,
    });
  });
});

test('the rest is counted and copied', () => {
  const results = [result('pass'), result('pass'), result('warn')];
  expect(summarise(results, { options: options(), durationMs: 12.6 })).toEqual({
    format: 1,
    tool: { name: 'tchatator-check', version: '1.2.3' },
    target: { address: '[::1]:4242', kind: 'address', accounts: { member: 2, pro: 0, admin: 1 } },
    startedAt: '2025-01-31T10:00:00.000Z',
    durationMs: 13,
    verdict: 'conformant',
    seed: 0,
    repeat: 1,
    interrupted: false,
    counts: {
      pass: 2,
      fail: 0,
      warn: 1,
      flaky: 0,
      known: 0,
      observed: 0,
      skipped: 0,
      'not-observable': 0,
      blocked: 0,
      error: 0,
    },
    notes: [],
    results,
  });
});
