import { describe, expect, test } from 'vitest';
import { Ledger } from '../target/ledger.ts';
import { UNKNOWN } from '../target/profile.ts';
import { isBlunt, isDoubtful, refusedPair, stillHeld } from './doubt.ts';
import { burst, caseOf, got, playedOf, reply } from './golden/records.ts';
import { accountsOf, runContext } from './golden/run-context.ts';
import type { StepRecord } from './played.ts';

const [MEMBER, PRO] = [...accountsOf({ member: 1, pro: 1 })];
if (MEMBER === undefined || PRO === undefined) throw new Error('two accounts are due');
const ACCOUNTS = new Map([
  ['member', MEMBER],
  ['pro', PRO],
]);
const ledger = (): Ledger => new Ledger([MEMBER, PRO], UNKNOWN.limits);

describe('a 426 that traffic before the run may have earned', () => {
  const early = (at: number): ReturnType<typeof playedOf> =>
    playedOf([burst([...Array.from({ length: at }, () => 200), 426])]);
  const run = runContext();

  test('within the limit, counts when a second account shows it at the same message', () => {
    expect(isDoubtful(early(5), undefined, run)).toBe(true);
    expect(isDoubtful(early(5), early(5), run)).toBe(false);
    expect(isDoubtful(early(5), early(7), run)).toBe(true);
    expect(isDoubtful(early(5), early(12), run)).toBe(true);
  });

  test('beyond the limit, is right', () => {
    expect(isDoubtful(early(12), undefined, run)).toBe(false);
  });

  test('as an answer, counts when the run has lasted a whole window', () => {
    let nowMs = 0;
    const clock = runContext({ now: () => nowMs, limits: { minuteMs: 1000 } });
    const limited = playedOf([got(reply(200)), got(reply(426))]);
    nowMs = 1000;
    expect(isDoubtful(limited, undefined, clock)).toBe(true);
    nowMs = 1001;
    expect(isDoubtful(limited, undefined, clock)).toBe(false);
  });

  test('is not there: nothing is in doubt', () => {
    expect(isDoubtful(playedOf([got(reply(403)), burst([200, 200])]), undefined, run)).toBe(false);
  });
});

describe('a burst beyond the limit shows little', () => {
  const limitedAt = (message: number): boolean =>
    isBlunt(playedOf([burst([...Array.from({ length: message - 1 }, () => 200), 426])]));

  test('when its 426 came later than the count alone allows', () => {
    expect([12, 13, 14].map(limitedAt)).toEqual([false, false, true]);
  });

  test('unlike one that was not limited: that is told anyway', () => {
    expect(isBlunt(playedOf([burst(Array.from({ length: 20 }, () => 200))]))).toBe(false);
  });
});

describe('a message that is denied, perhaps for a block of an earlier run', () => {
  const send = '- member SEND_MSG: { to: pro, content: a, expect: 200 }';
  const part = (answer: 200 | 403): StepRecord => got(reply(answer));

  test.each<[string, string, (code: 200 | 403) => StepRecord]>([
    ['a command', send, part],
    [
      'a command among others',
      `- together: [${send.slice(2)}, pro LOGIN]`,
      (code) => ({ kind: 'together', records: [part(code), part(200)], sent: '', received: '' }),
    ],
    [
      'a pipeline',
      '- member pipeline: { commands: [LOGIN: {}, SEND_MSG: { to: pro, content: a }] }',
      (code) => ({ kind: 'answers', answers: [reply(200), reply(code)], sent: '', received: '' }),
    ],
    ['a burst', '- member burst: { to: pro, window: minute, judges: within }', (code) => burst([200, code])],
  ])('in %s, is between these two', (_name, steps, record) => {
    const of = caseOf(steps);
    expect(refusedPair(of, playedOf([record(403)]), { accounts: ACCOUNTS, ledger: ledger() })).toEqual([
      MEMBER,
      PRO,
    ]);
    expect(
      refusedPair(of, playedOf([record(200)]), { accounts: ACCOUNTS, ledger: ledger() }),
    ).toBeUndefined();
  });

  test('is not, where this run has seen a message pass, in that direction', () => {
    const seen = ledger();
    seen.reached(PRO, MEMBER);
    const facts = playedOf([part(403)]);
    expect(refusedPair(caseOf(send), facts, { accounts: ACCOUNTS, ledger: seen })).toEqual([MEMBER, PRO]);
    seen.reached(MEMBER, PRO);
    expect(refusedPair(caseOf(send), facts, { accounts: ACCOUNTS, ledger: seen })).toBeUndefined();
  });

  test('is not, where it was not to a user of this case, or another command was denied', () => {
    const unknown = caseOf("- member SEND_MSG: { with: { recipient-id: '1' }, content: a, expect: 200 }");
    const login = caseOf('- member LOGIN: { expect: 200 }');
    for (const of of [unknown, login])
      expect(
        refusedPair(of, playedOf([part(403)]), { accounts: ACCOUNTS, ledger: ledger() }),
      ).toBeUndefined();
  });
});

describe('an account that a dropped connection may still hold', () => {
  const stale = [['member', MEMBER]] as const;

  test('shows in its first LOGIN', () => {
    const of = caseOf('- pro LOGIN\n- member LOGIN\n- member@2 LOGIN: { expect: 403 }');
    const ok = got(reply(200));
    expect(stillHeld(of, playedOf([ok, got(reply(403))]), stale)).toEqual([MEMBER]);
    expect(stillHeld(of, playedOf([ok, ok, got(reply(403))]), stale)).toEqual([]);
    expect(stillHeld(of, playedOf([got(reply(403)), ok]), stale)).toEqual([]);
    expect(stillHeld(of, playedOf([ok]), stale)).toEqual([]);
    expect(stillHeld(of, playedOf([ok, got(reply(403))]), [])).toEqual([]);
  });

  test.each<[string, StepRecord]>([
    ['- member write: { bytes: "LOGIN\\napi-token:{member.token}\\n", expect: 200 }', got(reply(403))],
    [
      '- member pipeline: { commands: [LOGIN: {}, LOGIN: {}] }',
      { kind: 'answers', answers: [reply(403), reply(200)], sent: '', received: '' },
    ],
  ])('shows in %s', (step, record) => {
    expect(stillHeld(caseOf(step), playedOf([record]), stale)).toEqual([MEMBER]);
  });

  test('shows in one of several at once', () => {
    const of = caseOf('- together: [pro LOGIN, member LOGIN]');
    const records: StepRecord = {
      kind: 'together',
      records: [got(reply(200)), got(reply(403))],
      sent: '',
      received: '',
    };
    expect(stillHeld(of, playedOf([records]), stale)).toEqual([MEMBER]);
  });
});
