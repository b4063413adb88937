import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Need } from './assign.ts';
import { Ledger, type Lending } from './ledger.ts';
import { UNKNOWN, type Account, type Limits, type Role } from './profile.ts';

/** What the ledger adds to each window for clocks that differ. */
const MARGIN_MS = 60;
const LIMITS: Limits = { perMinute: 3, perHour: 5, minuteMs: 1000, hourMs: 10_000 };

function account(id: number, role: Role = 'member'): Account {
  return { id, role, token: `token-${id}` };
}

function need(actor: string, more: Partial<Need> = {}): Need {
  return { actor, role: 'any', messages: 0, commands: 1, spoilt: false, ...more };
}

function lent(lending: Lending): ReadonlyMap<string, Account> {
  if (lending.kind !== 'lent') throw new Error(`expected accounts, got ${JSON.stringify(lending)}`);
  return lending.accounts;
}

/** Sends so many messages at these times. */
function spend(ledger: Ledger, of: Account, ...timesMs: number[]): void {
  for (const atMs of timesMs) ledger.spend(of, 'message', atMs);
}

describe('lending', () => {
  const [one, two] = [account(1), account(2)];

  test('gives each actor an account of its own, and none twice until it is given back', () => {
    const ledger = new Ledger([one, two], LIMITS);
    const both = lent(ledger.lend([need('member', { role: 'member' }), need('user')], 0));
    expect(new Set(both.values())).toEqual(new Set([one, two]));
    expect(ledger.lend([need('user')], 0)).toEqual({ kind: 'busy' });
    ledger.giveBack([two]);
    expect(lent(ledger.lend([need('user')], 0)).get('user')).toBe(two);
  });

  test('is all or nothing', () => {
    const ledger = new Ledger([one, two], LIMITS);
    lent(ledger.lend([need('user')], 0));
    expect(ledger.lend([need('user'), need('user2')], 0)).toEqual({ kind: 'busy' });
    expect(ledger.lend([need('user')], 0).kind).toBe('lent');
  });

  test('of nothing is possible without any account', () => {
    expect(lent(new Ledger([], LIMITS).lend([], 0)).size).toBe(0);
  });

  test('is never possible with too few, and says what is needed', () => {
    const ledger = new Ledger([one, two], LIMITS);
    expect(ledger.lend([need('pro', { role: 'pro' })], 0)).toEqual({
      kind: 'never',
      why: 'needs 1 pro account',
    });
    lent(ledger.lend([need('user')], 0));
    expect(ledger.lend([need('pro', { role: 'pro' })], 0).kind).toBe('never');
  });

  test('is never possible for more than the limit at once', () => {
    const ledger = new Ledger([one], LIMITS);
    expect(ledger.lend([need('user', { messages: 4 })], 0)).toEqual({
      kind: 'never',
      why: 'needs 4 messages of one account in a minute, of which 3 are allowed',
    });
    ledger.counts = 'commands';
    expect(ledger.lend([need('user', { messages: 3, commands: 4 })], 0)).toMatchObject({
      why: 'needs 4 commands of one account in a minute, of which 3 are allowed',
    });
  });

  test('of what spoils, or gets blocked, spares the only account of a role', () => {
    const few = new Ledger([one, account(3, 'pro')], LIMITS);
    for (const harm of [{ spoilt: true }, { blocked: true }]) {
      expect(few.lend([need('pro', { role: 'pro', ...harm })], 0)).toEqual({
        kind: 'never',
        why: 'bans or blocks an account, and must not be given the only pro',
      });
      const more = new Ledger([one, account(3, 'pro'), account(4, 'pro')], LIMITS);
      expect(lent(more.lend([need('pro', { role: 'pro', ...harm })], 0)).get('pro')?.id).toBe(4);
    }
  });

  test('counts those that are spoilt or set aside for nothing', () => {
    const ledger = new Ledger([one, two, account(3)], LIMITS);
    const banned = [...lent(ledger.lend([need('user', { spoilt: true })], 0)).values()];
    ledger.giveBack(banned, new Set(banned));
    ledger.setAside(one);
    expect(ledger.usable).toEqual([two]);
    expect(ledger.lend([need('user', { spoilt: true })], 0).kind).toBe('never');
    expect(lent(ledger.lend([need('user')], 0)).get('user')).toBe(two);
  });

  test('knows its own accounts alone', () => {
    expect(() => new Ledger([one], LIMITS).setAside(two)).toThrow('account 2 is not one of this ledger');
  });
});

describe('quotas', () => {
  const [one, two] = [account(1), account(2)];

  test('a used up minute is waited for, to the ms and a margin', () => {
    const ledger = new Ledger([one], LIMITS);
    spend(ledger, one, 100, 200, 300);
    const untilMs = 100 + 1000 + MARGIN_MS;
    expect(ledger.lend([need('user', { messages: 1 })], 400)).toEqual({ kind: 'wait', untilMs });
    expect(ledger.lend([need('user', { messages: 1 })], untilMs - 1).kind).toBe('wait');
    expect(ledger.lend([need('user', { messages: 1 })], untilMs).kind).toBe('lent');
  });

  test('as many messages must leave the window as are asked for beyond what is left', () => {
    const ledger = new Ledger([one], { ...LIMITS, perHour: 90 });
    spend(ledger, one, 100, 200, 300);
    expect(ledger.lend([need('user', { messages: 2 })], 400)).toMatchObject({ untilMs: 200 + 1060 });
    expect(ledger.lend([need('user', { messages: 3 })], 400)).toMatchObject({ untilMs: 300 + 1060 });
  });

  test('an hour holds as a minute does', () => {
    const ledger = new Ledger([one], LIMITS);
    spend(ledger, one, 0, 0, 0, 2000, 2000);
    expect(ledger.lend([need('user', { messages: 1 })], 5000)).toEqual({ kind: 'wait', untilMs: 10_060 });
  });

  test('what sends nothing waits for nothing', () => {
    const ledger = new Ledger([one], LIMITS);
    spend(ledger, one, 0, 0, 0);
    expect(ledger.lend([need('user')], 1).kind).toBe('lent');
    const counting = new Ledger([one], LIMITS);
    counting.counts = 'commands';
    spend(counting, one, 0, 0, 0);
    expect(counting.lend([need('user')], 1).kind).toBe('wait');
  });

  test('another account is taken before one is waited for', () => {
    const ledger = new Ledger([one, two], LIMITS);
    spend(ledger, one, 0, 0, 0);
    expect(lent(ledger.lend([need('user', { messages: 1 })], 1)).get('user')).toBe(two);
  });

  test('the earliest time is that at which all needs can be met', () => {
    const ledger = new Ledger([one, two], LIMITS);
    spend(ledger, one, 100, 100, 100);
    spend(ledger, two, 500, 500, 500);
    expect(ledger.lend([need('user', { messages: 1 })], 600)).toEqual({ kind: 'wait', untilMs: 1160 });
    const both = [need('user', { messages: 1 }), need('user2', { messages: 1 })];
    expect(ledger.lend(both, 600)).toEqual({ kind: 'wait', untilMs: 1560 });
  });

  test('fresh means that nothing at all was sent in the window', () => {
    const ledger = new Ledger([one], LIMITS);
    spend(ledger, one, 100);
    const fresh = (window: 'minute' | 'hour'): Lending => ledger.lend([need('user', { fresh: window })], 200);
    expect(fresh('minute')).toEqual({ kind: 'wait', untilMs: 1160 });
    expect(fresh('hour')).toEqual({ kind: 'wait', untilMs: 10_160 });
  });

  test('fresh for a minute leaves room for it in the hour', () => {
    const ledger = new Ledger([one], LIMITS);
    spend(ledger, one, 0, 0, 0);
    expect(ledger.lend([need('user', { fresh: 'minute' })], 5000)).toEqual({ kind: 'wait', untilMs: 10_060 });
  });

  test('what needs a fresh account gets it, though a case needs others beside', () => {
    const ledger = new Ledger([one, two], LIMITS);
    spend(ledger, one, 0);
    const needs = [
      need('member', { role: 'member', messages: 1 }),
      need('user', { role: 'member', fresh: 'minute' }),
    ];
    const accounts = lent(ledger.lend(needs, 500));
    expect([accounts.get('member'), accounts.get('user')]).toEqual([one, two]);
  });

  test('426 says that the minute is used up', () => {
    const ledger = new Ledger([one], LIMITS);
    ledger.exhaust(one, 100);
    expect(ledger.lend([need('user', { messages: 1 })], 200)).toEqual({ kind: 'wait', untilMs: 1160 });
  });

  test('undeclared limits are those of the field', () => {
    const { perMinute, perHour } = new Ledger([], UNKNOWN.limits);
    expect({ perMinute, perHour }).toEqual({ perMinute: 12, perHour: 90 });
  });

  test('what was used is counted within the window, in what the target counts', () => {
    const ledger = new Ledger([one, two], LIMITS);
    spend(ledger, one, 100, 900);
    ledger.spend(one, 'command', 950);
    expect([
      ledger.used(one, { window: 'minute' }, 1000),
      ledger.used(one, { window: 'minute' }, 1500),
      ledger.used(two, { window: 'minute' }, 1000),
    ]).toEqual([2, 1, 0]);
    expect(ledger.lastSpentByOthersMs(two)).toBe(900);
    expect(ledger.lastSpentByOthersMs(one)).toBe(-Infinity);
    ledger.counts = 'commands';
    expect(ledger.used(one, { window: 'minute' }, 1000)).toBe(3);
    expect(ledger.lastSpentByOthersMs(two)).toBe(950);
  });
});

/** However cases come and wait, no window of either length ever holds more than its limit, wherever it begins. */
test('the budget is kept in every window', () => {
  const limits = fc.record({
    perMinute: fc.integer({ min: 1, max: 6 }),
    perHour: fc.integer({ min: 1, max: 12 }),
    minuteMs: fc.constant(1000),
    hourMs: fc.integer({ min: 1000, max: 6000 }),
  });
  const cases = fc.array(
    fc.record({
      messages: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 }),
      pauseMs: fc.integer({ min: 0, max: 700 }),
      pace: fc.integer({ min: 0, max: 200 }),
      waits: fc.boolean(),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(
      limits,
      cases,
      fc.constantFrom('messages' as const, 'commands' as const),
      (declared, all, counts) => {
        const accounts = [account(1), account(2), account(3)];
        const ledger = new Ledger(accounts, declared);
        ledger.counts = counts;
        const sent = new Map(accounts.map((each) => [each, new Array<number>()]));
        let nowMs = 0;
        for (const { messages, pauseMs, pace, waits } of all) {
          nowMs += pauseMs;
          const needs = messages.map((count, index) =>
            need(`user${index}`, { messages: count, commands: count }),
          );
          let lending = ledger.lend(needs, nowMs);
          if (lending.kind === 'wait') {
            expect(lending.untilMs).toBeGreaterThan(nowMs);
            if (!waits) continue;
            nowMs = lending.untilMs;
            lending = ledger.lend(needs, nowMs);
            expect(lending.kind).toBe('lent');
          }
          if (lending.kind !== 'lent') continue;
          for (const [index, count] of messages.entries()) {
            const of = lending.accounts.get(`user${index}`);
            for (let n = 0; n < count && of !== undefined; n += 1) {
              nowMs += pace;
              ledger.spend(of, 'message', nowMs);
              sent.get(of)?.push(nowMs);
            }
          }
          ledger.giveBack(lending.accounts.values());
        }
        for (const times of sent.values()) {
          expect(most(times, declared.minuteMs)).toBeLessThanOrEqual(declared.perMinute);
          expect(most(times, declared.hourMs)).toBeLessThanOrEqual(declared.perHour);
        }
      },
    ),
  );
});

/** The most that lie in one window of this length, both its ends included. */
function most(times: readonly number[], windowMs: number): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at <= from + windowMs).length),
  );
}

describe('what stands between two accounts', () => {
  const [one, two, three] = [account(1), account(2, 'pro'), account(3, 'pro')];
  const pair = [need('member', { role: 'member' }), need('pro', { role: 'pro' })];

  test('a block: they are put together only where nobody else is left', () => {
    const ledger = new Ledger([one, two, three], LIMITS);
    ledger.block(one, two);
    const accounts = lent(ledger.lend(pair, 0));
    expect(accounts.get('pro')).toBe(three);
    ledger.giveBack(accounts.values());
    ledger.block(three, one);
    expect(ledger.lend(pair, 0).kind).toBe('lent');
  });

  test('a message that was sent lifts the suspicion, in its direction', () => {
    const ledger = new Ledger([one, two], LIMITS);
    expect(ledger.reaches(one, two)).toBe(false);
    ledger.reached(one, two);
    expect([ledger.reaches(one, two), ledger.reaches(two, one)]).toEqual([true, false]);
    ledger.block(one, two);
    expect(ledger.reaches(one, two)).toBe(false);
  });
});

test('how an account was left is remembered', () => {
  const one = account(1);
  const ledger = new Ledger([one], LIMITS);
  expect([ledger.endedAt(one), ledger.wasDropped(one)]).toEqual([-Infinity, false]);
  ledger.ended(one, 100, 'dropped');
  expect([ledger.endedAt(one), ledger.wasDropped(one)]).toEqual([100, true]);
  ledger.ended(one, 200, 'left');
  expect([ledger.endedAt(one), ledger.wasDropped(one)]).toEqual([200, false]);
});
