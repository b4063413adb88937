import { describe, expect, test } from 'vitest';
import { assign, describeNeeds, lastOfItsRole, type Entry, type Need } from './assign.ts';
import type { Role } from './profile.ts';

function entry(id: number, role: Role, more: Partial<Omit<Entry, 'account'>> = {}): Entry {
  return {
    account: { id, role, token: `token-${id}` },
    lent: false,
    spoilt: false,
    messages: [],
    commands: [],
    blockedBy: new Set(),
    reaches: new Set(),
    endedAtMs: -Infinity,
    dropped: false,
    ...more,
  };
}

function need(actor: string, role: Need['role'], more: Partial<Need> = {}): Need {
  return { actor, role, messages: 0, commands: 0, spoilt: false, ...more };
}

/** The ids that stand for the actors, or undefined. */
function ids(needs: readonly Need[], entries: readonly Entry[], unfit: readonly number[] = []): unknown {
  const fits = ({ account }: Entry): boolean => !unfit.includes(account.id);
  const chosen = assign(needs, entries, { fits, counts: 'messages' });
  return chosen && Object.fromEntries([...chosen].map(([actor, { account }]) => [actor, account.id]));
}

const MIXED = [entry(1, 'member'), entry(2, 'member'), entry(3, 'pro'), entry(4, 'admin')];

describe('who stands for whom', () => {
  test('each need gets an account of its role, and nobody stands for two', () => {
    expect(ids([need('pro', 'pro'), need('member', 'member'), need('member2', 'member')], MIXED)).toEqual({
      pro: 3,
      member: 1,
      member2: 2,
    });
    expect(ids([need('pro', 'pro'), need('pro2', 'pro')], MIXED)).toBeUndefined();
  });

  test('anybody is of the role that has the most left, so that the scarce ones stay', () => {
    expect(ids([need('user', 'any')], MIXED)).toEqual({ user: 1 });
    expect(ids([need('user', 'any'), need('member', 'member')], MIXED)).toEqual({ member: 1, user: 2 });
    const everybody = [need('a', 'any'), need('b', 'any'), need('c', 'any'), need('d', 'any')];
    expect(ids(everybody, MIXED)).toBeDefined();
    expect(ids([...everybody, need('e', 'any')], MIXED)).toBeUndefined();
  });

  test('the least used of a role comes first', () => {
    const used = [entry(1, 'member', { messages: [1, 2] }), entry(2, 'member', { messages: [1] })];
    expect(ids([need('member', 'member')], used)).toEqual({ member: 2 });
  });

  test('the hardest need comes first, so that the easy ones leave it what it needs', () => {
    const fits = ({ account }: Entry, { messages, fresh }: Need): boolean =>
      account.id === 2 || (messages < 3 && fresh === undefined);
    const two = MIXED.slice(0, 2);
    for (const hard of [need('b', 'member', { messages: 3 }), need('b', 'member', { fresh: 'minute' })]) {
      const chosen = assign([need('a', 'member', { messages: 1 }), hard], two, { fits, counts: 'messages' });
      expect([chosen?.get('a')?.account.id, chosen?.get('b')?.account.id]).toEqual([1, 2]);
    }
  });

  test('what does not fit, and what is spoilt, is passed over', () => {
    expect(ids([need('member', 'member')], MIXED, [1])).toEqual({ member: 2 });
    expect(ids([need('member', 'member')], MIXED, [1, 2])).toBeUndefined();
    expect(
      ids([need('member', 'member')], [entry(1, 'member', { spoilt: true }), entry(2, 'member')]),
    ).toEqual({
      member: 2,
    });
  });

  test('who is to be spoilt or blocked is the last of the list, always the same one where there are few', () => {
    expect(ids([need('member', 'member', { spoilt: true })], MIXED)).toEqual({ member: 2 });
    expect(ids([need('member', 'member', { blocked: true })], MIXED)).toEqual({ member: 2 });
    const used = [entry(1, 'member'), entry(2, 'member', { messages: [1, 2, 3] })];
    expect(ids([need('member', 'member', { blocked: true })], used)).toEqual({ member: 2 });
  });
});

describe('blocks', () => {
  const pros = [entry(3, 'pro'), entry(4, 'pro')];
  const [three] = pros;
  const blocked = entry(1, 'member', { blockedBy: new Set(three === undefined ? [] : [three.account]) });
  const needs = [need('member', 'member'), need('pro', 'pro')];

  test('keep two apart where others are', () => {
    expect(ids(needs, [blocked, ...pros])).toEqual({ member: 1, pro: 4 });
    const [onlyPro] = pros;
    if (onlyPro === undefined) throw new Error('there are two');
    expect(ids(needs.toReversed(), [blocked, entry(2, 'member'), onlyPro])).toEqual({ pro: 3, member: 2 });
  });

  test('do not keep two apart where nobody else is', () => {
    expect(ids(needs, [blocked, ...pros.slice(0, 1)])).toEqual({ member: 1, pro: 3 });
  });

  test('do not matter to who is going to be blocked', () => {
    const again = [need('pro', 'pro'), need('member', 'member', { blocked: true })];
    expect(ids(again, [entry(2, 'member'), blocked, ...pros])).toEqual({ pro: 4, member: 1 });
  });

  test('are for whom nobody has blocked, and by whom has blocked nobody, while there are many', () => {
    const members = Array.from({ length: 8 }, (_, index) => entry(10 + index, 'member'));
    const again = [need('pro', 'pro'), need('member', 'member', { blocked: true })];
    expect(ids(again, [...members, blocked, ...pros])).toEqual({ pro: 4, member: 17 });
    expect(ids(again, [...members.slice(0, 6), blocked, ...pros])).toEqual({ pro: 4, member: 1 });
  });
});

test('a ban or a block takes the last account of a role when no other is of use', () => {
  const [one, two, spoilt] = [entry(1, 'pro'), entry(2, 'member'), entry(3, 'pro', { spoilt: true })];
  const chosen = new Map([['pro', one]]);
  const needs = [need('pro', 'pro', { spoilt: true })];
  expect(lastOfItsRole(needs, chosen, [one, two, spoilt])).toBe('pro');
  expect(lastOfItsRole(needs, chosen, [one, two, entry(4, 'pro')])).toBeUndefined();
  expect(lastOfItsRole([need('pro', 'pro')], chosen, [one, two])).toBeUndefined();
});

test.each<[Need['role'][], string]>([
  [['pro'], '1 pro account'],
  [['member', 'member'], '2 member accounts'],
  [['any'], '1 account of any role'],
  [['any', 'any', 'member'], '2 accounts of any role and 1 member account'],
  [['member', 'pro', 'admin'], '1 member account, 1 pro account and 1 admin account'],
])('%j in words', (roles, words) => {
  expect(describeNeeds(roles.map((role, index) => need(`actor${index}`, role)))).toBe(words);
});
