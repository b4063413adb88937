import { expect, test } from 'vitest';
import { UNKNOWN, type Profile } from '../target/profile.ts';
import type { Case } from './case.ts';
import { caseOf } from './golden/records.ts';
import { accountsOf } from './golden/run-context.ts';
import { NO_SIGHT } from './message-store.ts';
import { planOf, planText } from './plan.ts';

const GUEST = caseOf('- guest connect');
const MEMBER = caseOf('- member SEND_MSG: { to: member, content: a }');
const PAIR = caseOf('- member LOGIN\n- pro LOGIN');
const PROS = caseOf('- pro LOGIN\n- pro2 LOGIN');
const BAN = caseOf('- admin LOGIN\n- member LOGIN', ['M1'], { spoils: ['member'] });

function profile(counts: Parameters<typeof accountsOf>[0], limits: Partial<Profile['limits']> = {}): Profile {
  return { ...UNKNOWN, accounts: accountsOf(counts), limits: { ...UNKNOWN.limits, ...limits } };
}

const TIGHT = { perMinute: 1, perHour: 10, minuteMs: 1000, hourMs: 1000 };

const SITUATIONS: readonly [string, readonly Case[], Profile, number][] = [
  ['no case', [], profile({ member: 1 }), 0],
  ['no account', [GUEST, MEMBER, PAIR], profile({}), 0],
  ['no account, and two cases that need none', [GUEST, GUEST, MEMBER], profile({}), 0],
  ['accounts enough', [GUEST, MEMBER, PAIR], profile({ member: 1, pro: 1 }), 0],
  ['one case alone', [PAIR], profile({ member: 1, pro: 1 }), 0],
  ['a role that lacks', [GUEST, MEMBER, PAIR, PROS], profile({ member: 1, pro: 1 }), 0],
  ['the role that would add most', [PAIR, PAIR, PROS, BAN], profile({ member: 1 }), 0],
  ['a role of which two lack: one more would not do', [PROS], profile({ member: 3 }), 0],
  ['the only account of a role is not spoilt', [BAN], profile({ member: 1, admin: 1 }), 0],
  ['no patience for the second message', [MEMBER, MEMBER, MEMBER], profile({ member: 1 }, TIGHT), 0],
  ['patience for one more', [MEMBER, MEMBER, MEMBER], profile({ member: 1 }, TIGHT), 1500],
  ['patience for all', [MEMBER, MEMBER, MEMBER], profile({ member: 1 }, TIGHT), 5000],
];

test('the first line of a run is one of these', async () => {
  const lines = SITUATIONS.map(
    ([name, cases, of, patienceMs]) => `# ${name}\n${planText(cases, of, patienceMs)}\n`,
  );
  await expect(lines.join('\n')).toMatchFileSnapshot('golden/plans.txt');
});

test('cases that look for what cannot be seen are told apart, where there are accounts to look with', () => {
  const look = caseOf('- member LOGIN\n- guest look: { missing: [m] }');
  const cases = [caseOf('- guest connect'), look];
  const accounts = accountsOf({ member: 1 });
  const plan = (profile: Profile): string => planOf({ cases, profile, patienceMs: 0 }, NO_SIGHT);
  expect(plan({ ...UNKNOWN, accounts })).toBe("1 case; 1 more would look into the target's database");
  expect(plan(UNKNOWN)).toBe('2 cases; 1 of them needs no account');
});
