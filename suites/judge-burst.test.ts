import { describe, expect, test } from 'vitest';
import { burst, caseOf, judged, playedOf } from './golden/records.ts';
import type { Judgement } from './judge.ts';
import type { Answer } from './played.ts';

/** `count` times 200, then what else is told. */
function codes(count: number, ...then: number[]): number[] {
  return [...Array.from({ length: count }, () => 200), ...then];
}

function judgedBurst(judges: string, ...record: Parameters<typeof burst>): Judgement {
  const clause = judges === 'within' ? 'R2' : judges === 'still' ? 'R7' : 'R3';
  const of = caseOf(`- pro burst: { to: member, window: minute, judges: ${judges} }`, [clause]);
  return judged(of, playedOf([burst(...record)]));
}

describe('within the limit', () => {
  test('each message is answered 200', () => {
    expect(judgedBurst('within', codes(12)).verdict).toBe('pass');
    expect(judgedBurst('within', []).verdict).toBe('pass');
  });

  test.each([
    [codes(11, 426), '426/TOOMRQ for message 12'],
    [codes(0, 426), '426/TOOMRQ for message 1'],
    [codes(3, 403, 426), '403/DENIED for message 4'],
    [codes(3, 500), '500 for message 4'],
  ])('%j is found', (list, actual) => {
    expect(judgedBurst('within', list)).toMatchObject({
      verdict: 'fail',
      findings: [{ clause: 'R2', expected: ['200/OK for each of 12 messages'], actual }],
    });
  });
});

/** N + 1 + floor(N × elapsed / W): with N = 12 and W = a minute, one more for each five seconds. */
describe('beyond the limit, 426 is due', () => {
  test.each([
    [0, 13],
    [4_999, 13],
    [5_000, 14],
    [30_000, 19],
    [60_000, 25],
    [119_999, 36],
  ])('after %i ms by message %i', (elapsedMs, due) => {
    expect(judgedBurst('beyond', codes(due - 1, 426), { elapsedMs }).verdict).toBe('pass');
    expect(judgedBurst('beyond', codes(due, 426), { elapsedMs })).toMatchObject({
      verdict: 'fail',
      findings: [
        {
          clause: 'R3',
          expected: [`426/TOOMRQ by message ${due}`],
          actual: `the first 426/TOOMRQ for message ${due + 1}`,
        },
      ],
    });
  });

  test('by as much fewer as were sent before', () => {
    expect(judgedBurst('beyond', codes(9, 426), { allowed: 9 }).verdict).toBe('pass');
    expect(judgedBurst('beyond', codes(10, 426), { allowed: 9 }).verdict).toBe('fail');
  });

  test('in an hour as in a minute', () => {
    const hour = { allowed: 90, limit: 90, windowMs: 3_600_000, elapsedMs: 420_000 };
    expect(judgedBurst('beyond', codes(100, 426), hour).verdict).toBe('pass');
    expect(judgedBurst('beyond', codes(101, 426), hour).verdict).toBe('fail');
  });

  test('earlier is as good: what is too early is asked elsewhere', () => {
    expect(judgedBurst('beyond', codes(5, 426)).verdict).toBe('pass');
  });

  test('never, is found once as many were sent', () => {
    expect(judgedBurst('beyond', codes(13)).findings).toMatchObject([
      { actual: 'no 426/TOOMRQ in 13 messages' },
    ]);
    expect(judgedBurst('beyond', codes(10, 403, 403, 403)).findings).toMatchObject([
      { actual: 'no 426/TOOMRQ in 13 messages, of which 3 were answered 403/DENIED' },
    ]);
  });

  test('cannot be told where the window moves on faster than the target answers', () => {
    expect(judgedBurst('beyond', codes(44), { elapsedMs: 180_000 })).toEqual({
      verdict: 'not-observable',
      findings: [],
      reason: 'the target takes so long to answer that its window moves on: 44 messages in 180 s',
    });
  });
});

describe('to spend the limit', () => {
  test('is a means: when no 426 comes the case is blocked', () => {
    expect(judgedBurst('spend', codes(12, 426)).verdict).toBe('pass');
    expect(judgedBurst('spend', codes(16))).toMatchObject({ verdict: 'blocked', findings: [] });
    expect(judgedBurst('spend', codes(10), { elapsedMs: 60_000 }).verdict).toBe('not-observable');
  });
});

describe('still limited', () => {
  test('by the rest of the same window', () => {
    expect(judgedBurst('still', [426], { allowed: 0 }).verdict).toBe('pass');
    expect(judgedBurst('still', [200], { allowed: 0 })).toMatchObject({
      verdict: 'warn',
      findings: [{ clause: 'R7', expected: ['426/TOOMRQ by message 1'] }],
    });
    expect(judgedBurst('still', [200, 426], { allowed: 0, elapsedMs: 5_000 }).verdict).toBe('pass');
  });
});

describe('a message without an answer', () => {
  const broken: Answer = { kind: 'closed', how: 'reset' };

  test.each(['within', 'beyond', 'still'])('%s, is found', (judges) => {
    expect(judgedBurst(judges, codes(3), { broken }).findings).toMatchObject([
      {
        expected: ['an answer to each message'],
        actual: 'the connection was reset, without an answer, behind 3 messages',
      },
    ]);
  });

  test('where the limit was a means, blocks', () => {
    expect(judgedBurst('spend', codes(3), { broken })).toMatchObject({ verdict: 'blocked', findings: [] });
  });
});
