import { describe, expect, test } from 'vitest';
import type { CaseResult, Verdict } from './result.ts';
import { combined, Rounds } from './rounds.ts';

function play(verdict: Verdict, more: Partial<CaseResult> = {}): CaseResult {
  return {
    id: 'area/case',
    title: 'A case',
    clauses: ['M1'],
    level: 'must',
    verdict,
    findings: [],
    transcript: [],
    durationMs: 10,
    ...more,
  };
}

describe('plays of one case together', () => {
  test.each<[Verdict[], Verdict]>([
    [['pass', 'pass', 'pass'], 'pass'],
    [['fail', 'fail'], 'fail'],
    [['pass', 'fail', 'pass'], 'flaky'],
    [['warn', 'pass'], 'flaky'],
    [['fail', 'warn'], 'flaky'],
    [['blocked', 'pass'], 'flaky'],
    [['pass', 'observed'], 'flaky'],
    [['pass', 'skipped'], 'pass'],
    [['fail', 'not-observable'], 'fail'],
    [['skipped', 'skipped'], 'skipped'],
    [['pass', 'error'], 'error'],
  ])('%j are %s', (verdicts, verdict) => {
    const result = combined(verdicts.map((each) => play(each)));
    expect(result).toMatchObject({ verdict, plays: verdicts, durationMs: 10 * verdicts.length });
  });

  test('that differ tell how often which came, and show what the worst found', () => {
    const findings = [
      {
        clause: 'M1',
        level: 'must' as const,
        expected: ['200/OK'],
        actual: 'nothing',
        sent: '',
        received: '',
      },
    ];
    const result = combined([play('pass'), play('fail', { findings }), play('pass')]);
    expect(result.reason).toBe('not the same each time: pass (2), fail (1)');
    expect(result.findings).toEqual(findings);
  });

  test('may choose differently on an open point, and all of it is told', () => {
    const [a, b] = ['416/MISFMT', 'a close'].map((observed) => play('observed', { observed }));
    expect(combined([a, a].map((each) => each ?? play('error')))).toMatchObject({ observed: '416/MISFMT' });
    expect(combined([a, b, a].map((each) => each ?? play('error')))).toMatchObject({
      verdict: 'observed',
      observed: '416/MISFMT (2), a close (1)',
    });
  });

  test('one play alone is its result, unchanged', () => {
    const only = play('fail', { reason: 'a reason' });
    expect(new Rounds(1).take(only)).toEqual(only);
  });
});

test('a further play is asked for until there have been enough', () => {
  const rounds = new Rounds(3);
  expect([rounds.take(play('pass')), rounds.take(play('pass'))]).toEqual([undefined, undefined]);
  expect(rounds.take(play('fail'))?.verdict).toBe('flaky');
});

test('a case that cannot be played again is what its plays were', () => {
  const rounds = new Rounds(3);
  rounds.take(play('pass'));
  expect(rounds.end(play('skipped', { reason: 'no quota' })).verdict).toBe('pass');
  expect(new Rounds(3).end(play('skipped', { reason: 'no quota' }))).toMatchObject({ reason: 'no quota' });
});
