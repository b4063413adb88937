import { Ledger } from '../target/ledger.ts';
import { ROLES, type Account, type Profile, type Role } from '../target/profile.ts';
import { looks, type Case } from './case.ts';
import type { Sight } from './message-store.ts';

/**
 * The first line of a run: how many cases these accounts allow, and which further ones would add most. Found by playing
 * the run in thought: each case borrows and spends at a made-up time that goes on only by waiting for quotas.
 */
export function planText(cases: readonly Case[], profile: Profile, patienceMs: number): string {
  const allowed = allowedCases(cases, profile, patienceMs);
  const all = cases.length;
  const count = all === 1 ? '1 case' : `${all} cases`;
  if (profile.accounts.length === 0)
    return `${count}; ${allowed} of them ${allowed === 1 ? 'needs' : 'need'} no account`;
  if (allowed === all) return count;
  const best = ROLES.map((role) => {
    const more = { ...profile, accounts: [...profile.accounts, further(role, profile.accounts)] };
    return { role, gain: allowedCases(cases, more, patienceMs) - allowed };
  }).sort((a, b) => b.gain - a.gain)[0];
  const advice =
    best === undefined || best.gain <= 0 ? '' : `; one more ${best.role} account would add ${best.gain}`;
  return `${count}; these accounts allow ${allowed} of them${advice}`;
}

interface Planned {
  readonly cases: readonly Case[];
  readonly profile: Profile;
  readonly patienceMs: number;
}

/** The same, where there may be no database to look into: the cases that would use up no accounts then. */
export function planOf({ cases, profile, patienceMs }: Planned, sight: Sight): string {
  // Without accounts there is nothing to be seen either.
  const isSeen = sight.kind === 'open' || profile.accounts.length === 0;
  const visible = cases.filter((each) => isSeen || !looks(each));
  const unseen = cases.length - visible.length;
  const more = unseen === 0 ? '' : `; ${unseen} more would look into the target's database`;
  return planText(visible, profile, patienceMs) + more;
}

function allowedCases(cases: readonly Case[], profile: Profile, patienceMs: number): number {
  const ledger = new Ledger(profile.accounts, profile.limits);
  let nowMs = 0;
  let allowed = 0;
  for (const each of cases) {
    if (profile.accounts.length === 0 && each.accounts.length > 0) continue;
    let lending = ledger.lend(each.accounts, nowMs);
    if (lending.kind === 'wait' && lending.untilMs <= patienceMs) {
      nowMs = lending.untilMs;
      lending = ledger.lend(each.accounts, nowMs);
    }
    if (lending.kind !== 'lent') continue;
    allowed += 1;
    for (const { actor, messages, fresh } of each.accounts) {
      const account = lending.accounts.get(actor);
      if (account === undefined) continue;
      const count = fresh === undefined ? messages : fresh === 'minute' ? ledger.perMinute : ledger.perHour;
      for (let n = 0; n < count; n += 1) ledger.spend(account, 'message', nowMs);
    }
    ledger.giveBack(lending.accounts.values());
  }
  return allowed;
}

function further(role: Role, accounts: readonly Account[]): Account {
  const id = 1 + Math.max(...accounts.map((account) => account.id));
  return { id, role, token: `further ${role}` };
}
