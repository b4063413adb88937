import { describe, expect, test } from 'vitest';
import type { Limits } from '../target/profile.ts';
import { accountsOf, closed, open, planOf } from './golden/plans.ts';
import { planProblems } from './plan-problems.ts';
import { mostMessages } from './quota.ts';
import { mostUsers, usersOf } from './user.ts';

const NONE: Limits = { minuteMs: 60_000, hourMs: 3_600_000 };
const TWELVE: Limits = { ...NONE, perMinute: 12 };

const problems = (plan: Parameters<typeof planOf>[0], limits: Limits = NONE) =>
  planProblems(planOf(plan), { accounts: accountsOf(4), limits });

describe('a plan', () => {
  test('that accounts and limits allow has no problem', () => {
    expect(problems({ load: closed({ requests: 24 }) }, TWELVE)).toEqual([]);
    expect(problems({ load: open(0.4, 60_000) }, TWELVE)).toEqual([]);
    expect(problems({ load: closed({ thinkMs: 5000 }) }, TWELVE)).toEqual([]);
  });

  test('asks for no more than it has time for', () => {
    expect(problems({ load: closed({ thinkMs: 1000, durationMs: 12_000 }) }, TWELVE)).toEqual([]);
  });

  test('that asks for more than a minute allows is told so', () => {
    expect(problems({ load: closed({ requests: 26 }) }, TWELVE)).toEqual([
      'the plan asks each of its 2 users for 13 messages within a minute, and the limit is 12: plan a lower rate, more connections (3), or expect 426',
    ]);
  });

  test('that asks for more than an hour allows is told so', () => {
    const limits = { ...NONE, perHour: 90, hourMs: 2000 };
    expect(problems({ load: open(200, 2000), connections: 1 }, limits)).toEqual([
      'the plan asks its user for 400 messages within its hour of 2000 ms, and the limit is 90: plan a lower rate, more connections (5), or expect 426',
    ]);
    expect(problems({ load: open(1, 3_600_000) }, { ...NONE, perHour: 90 })).toEqual([
      'the plan asks each of its 2 users for 1800 messages within an hour, and the limit is 90: plan a lower rate, more connections (40), or expect 426',
    ]);
  });

  test('that sends as fast as it is answered asks for all there is', () => {
    expect(problems({ load: closed() }, TWELVE)).toEqual([
      'the plan asks each of its 2 users for as many messages as can be within a minute, and the limit is 12: plan a lower rate, or expect 426',
    ]);
  });

  test('may ask for anything where it expects to be refused, sends nothing, or no limit is known', () => {
    expect(problems({ load: closed(), expect: [200, 426] }, TWELVE)).toEqual([]);
    expect(problems({ load: closed(), mix: new Map([['poll', 1]]) }, TWELVE)).toEqual([]);
    expect(problems({ load: closed() }, NONE)).toEqual([]);
  });

  test('counts its warm-up, its mix and its busiest time', () => {
    const mix = new Map([
      ['send', 1],
      ['poll', 3],
    ] as const);
    expect(mostMessages(planOf({ load: open(40, 10_000), mix }), 60_000)).toBe(50);
    expect(mostMessages(planOf({ load: open(40, 10_000), warmUpMs: 5000 }), 60_000)).toBe(300);
    expect(mostMessages(planOf({ load: closed({ thinkMs: 500 }), warmUpMs: 1000 }), 1000)).toBe(2);
    const spike = open(0, 0, {
      stages: [
        { fromPerSecond: 2, toPerSecond: 2, durationMs: 5000 },
        { fromPerSecond: 100, toPerSecond: 100, durationMs: 1000 },
        { fromPerSecond: 2, toPerSecond: 2, durationMs: 5000 },
      ],
    });
    expect(mostMessages(planOf({ load: spike }), 1000)).toBe(50);
  });

  test('wants an account for each connection', () => {
    expect(problems({ connections: 5 })).toEqual([
      'the plan wants 5 users, each with an account of its own, and 4 of the accounts will do: give more accounts of members and professionals, or --connections 4',
    ]);
    expect(planProblems(planOf(), { accounts: [], limits: NONE })).toEqual([
      'the plan wants 2 users, each with an account of its own, and 0 of the accounts will do: give two accounts or more, of members and professionals',
    ]);
  });

  test('sends nothing that is too long', () => {
    const limits = { ...NONE, messageLength: 50 };
    expect(problems({ size: { from: 1, to: 51 } }, limits)).toEqual([
      'the plan sends messages of 51 characters, and the longest is 50: plan a smaller --size',
    ]);
    expect(problems({ size: { from: 1, to: 51 }, expect: [200, 416] }, limits)).toEqual([]);
    expect(problems({ size: { from: 1, to: 51 }, mix: new Map([['poll', 1]]) }, limits)).toEqual([]);
  });
});

describe('users', () => {
  test('are members and professionals in turn, each with a partner of the other kind', () => {
    const admin = { id: 9, role: 'admin', token: 'root' } as const;
    const users = usersOf([admin, ...accountsOf(5)], 10);
    expect(users.map(({ account, recipientId }) => [account.role, account.id, recipientId])).toEqual([
      ['member', 1, 2],
      ['pro', 2, 1],
      ['member', 3, 4],
      ['pro', 4, 3],
      ['member', 5, 2],
    ]);
  });

  test('of one kind alone write to each other, and one alone to nobody', () => {
    const members = accountsOf(5).filter(({ role }) => role === 'member');
    expect(usersOf(members, 9).map(({ recipientId }) => recipientId)).toEqual([3, 5, 1]);
    expect(mostUsers(members.slice(0, 1))).toBe(0);
  });
});
