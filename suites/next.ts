import type { Account } from '../target/profile.ts';
import type { Case } from './case.ts';
import type { CaseResult } from './result.ts';

/** What a schedule does next. */
export type Next =
  | { kind: 'start'; each: Case; accounts: ReadonlyMap<string, Account> }
  | { kind: 'decided'; each: Case; result: CaseResult }
  | { kind: 'wait'; untilMs: number; each: Case }
  /** The target has to be started anew before anything else. */
  | { kind: 'renew' }
  | { kind: 'busy' }
  | { kind: 'done' };

export type Wait = Extract<Next, { kind: 'wait' }>;

export function sooner(one: Wait | undefined, other: Wait): Wait {
  return one === undefined || other.untilMs < one.untilMs ? other : one;
}
