import type { Profile } from '../../target/profile.ts';
import { mostUsers } from '../user.ts';
import type { LimitsPlan } from './limits-plan.ts';

/** Larger limits would take bursts of so many messages that they say nothing any more. */
const MOST_MESSAGES = 2000;

/** Why limits cannot be verified with what is known of a target, in sentences, all at once. */
export function limitsProblems(
  { connections }: LimitsPlan,
  { accounts, limits }: Pick<Profile, 'accounts' | 'limits'>,
): string[] {
  const users = mostUsers(accounts);
  const { perMinute, perHour } = limits;
  const problems: string[] = [];
  if (users < connections)
    problems.push(
      `the plan wants ${connections} users, each with an account of its own, and ${users} of the accounts will do: ` +
        (users < 2
          ? 'give two accounts or more, of members and professionals'
          : `give more accounts of members and professionals, or --connections ${users}`),
    );
  if (perMinute === undefined && perHour === undefined)
    problems.push(
      'the profile declares no limit to verify: write messages-per-minute and messages-per-hour there, as the target is configured',
    );
  for (const most of [perMinute, perHour])
    if (most !== undefined && most > MOST_MESSAGES)
      problems.push(
        `a limit of ${most} messages is too high to verify: up to ${MOST_MESSAGES} can be; configure the target with a lower one for the test`,
      );
  return problems;
}
