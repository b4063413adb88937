import type { Account, Role } from '../target/profile.ts';

/** Somebody on a connection: whose account it is, and to whom it writes. */
export interface User {
  /** From 0, in the whole plan. */
  readonly number: number;
  readonly account: Account;
  readonly recipientId: number;
}

/** Who may write to whom for certain: members to professionals and back. */
const PARTNERS: Readonly<Record<'member' | 'pro', Role>> = { member: 'pro', pro: 'member' };

/**
 * As many users as accounts allow, members and professionals in turn, each with a partner of the other kind: that these
 * may write to each other is sure. Without the other kind, the next account of the same has to do. Administrators are
 * left out.
 */
export function usersOf(accounts: readonly Account[], most: number): User[] {
  const members = accounts.filter(({ role }) => role === 'member');
  const pros = accounts.filter(({ role }) => role === 'pro');
  const inTurn = alternate(members, pros).slice(0, most);
  return inTurn.flatMap((account, number) => {
    const recipientId = partnerOf(account, number, { member: members, pro: pros });
    return recipientId === undefined ? [] : [{ number, account, recipientId }];
  });
}

/** How many users `usersOf` finds at most. */
export function mostUsers(accounts: readonly Account[]): number {
  return usersOf(accounts, Infinity).length;
}

function partnerOf(
  { id, role }: Account,
  number: number,
  known: Readonly<Record<'member' | 'pro', readonly Account[]>>,
): number | undefined {
  if (role === 'admin') return undefined;
  const others = PARTNERS[role] === 'pro' ? known.pro : known.member;
  const partner = others[Math.floor(number / 2) % others.length];
  if (partner !== undefined) return partner.id;
  const alike = known[role];
  const next = alike[(alike.findIndex((each) => each.id === id) + 1) % alike.length];
  return next === undefined || next.id === id ? undefined : next.id;
}

function alternate<Item>(some: readonly Item[], others: readonly Item[]): Item[] {
  const longest = Math.max(some.length, others.length);
  return Array.from({ length: longest }, (_, at) => [
    ...some.slice(at, at + 1),
    ...others.slice(at, at + 1),
  ]).flat();
}
