import type { Profile } from '../target/profile.ts';
import { partOf } from './mix.ts';
import type { Plan } from './plan.ts';
import { quotaProblems } from './quota.ts';
import { mostUsers } from './user.ts';

/** Why a plan cannot be run with what is known of a target, in sentences, all at once; `runs`: so often in a row. */
export function planProblems(
  plan: Plan,
  { accounts, limits }: Pick<Profile, 'accounts' | 'limits'>,
  runs = 1,
): string[] {
  return [
    ...usersProblem(plan, accounts),
    ...sizeProblem(plan, limits),
    ...quotaProblems(plan, limits, runs),
  ];
}

function usersProblem({ connections }: Plan, accounts: Profile['accounts']): string[] {
  const users = mostUsers(accounts);
  if (users >= connections) return [];
  const has = `the plan wants ${connections} users, each with an account of its own, and ${users} of the accounts will do`;
  const cure =
    users === 0
      ? 'give two accounts or more, of members and professionals'
      : `give more accounts of members and professionals, or --connections ${users}`;
  return [`${has}: ${cure}`];
}

function sizeProblem({ size, mix, expect }: Plan, { messageLength }: Profile['limits']): string[] {
  if (messageLength === undefined || size.to <= messageLength || expect.includes(416)) return [];
  if (partOf(mix, 'send') + partOf(mix, 'update') === 0) return [];
  return [
    `the plan sends messages of ${size.to} characters, and the longest is ${messageLength}: plan a smaller --size`,
  ];
}
