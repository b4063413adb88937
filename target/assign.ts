/** Which account stands for which actor of a case. */
import type { Account, Role } from './profile.ts';

/** What a case needs of one of its actors. `commands` is what it sends in all, its messages included. */
export interface Need {
  readonly actor: string;
  readonly role: Role | 'any';
  readonly messages: number;
  readonly commands: number;
  /** In this window the account may not have sent anything yet: its whole limit is going to be used up. */
  readonly fresh?: 'minute' | 'hour';
  /** The account is of no use afterwards. */
  readonly spoilt: boolean;
  /** Somebody is going to block this account. */
  readonly blocked?: boolean;
}

/** What the target is believed to count towards its limits. */
export type Counts = 'messages' | 'commands';

/** What is asked of an account's use: in which window, and, where it is not what the target counts, of what. */
export interface Use {
  readonly window: 'minute' | 'hour';
  readonly counts?: Counts;
}

/** An account and what the suite has done with it. */
export interface Entry {
  readonly account: Account;
  lent: boolean;
  spoilt: boolean;
  /** When messages, and any commands, were sent; ascending. */
  readonly messages: number[];
  readonly commands: number[];
  /** Who has blocked this account, or is suspected to have. */
  readonly blockedBy: Set<Account>;
  /** Who has been sent a message by this account, so that no block stands between them. */
  readonly reaches: Set<Account>;
  /** When its last connection ended, if it did not end with a DISCONNECTED that was answered. */
  endedAtMs: number;
  /** Whether it ended without a DISCONNECTED, so that the target has to notice by itself. */
  dropped: boolean;
}

export interface AssignOptions {
  readonly fits: (entry: Entry, need: Need) => boolean;
  readonly counts: Counts;
}

/**
 * One entry for each need, or undefined. Two of whom one has blocked the other are not put together where others can
 * be. Roles that are asked for come first, then `any` from the role with the most accounts left; within a role the
 * hardest need first, and the least used account first, who has blocked nobody before who has; what spoils an account, or gets
 * it blocked, takes the last one of the list.
 */
export function assign(
  needs: readonly Need[],
  entries: readonly Entry[],
  options: AssignOptions,
): Map<string, Entry> | undefined {
  return (
    choose(needs, entries, { ...options, apart: areApart }) ??
    choose(needs, entries, { ...options, apart: () => false })
  );
}

type Choice = AssignOptions & { apart: (one: Entry, other: Entry) => boolean };

function choose(
  needs: readonly Need[],
  entries: readonly Entry[],
  { fits, counts, apart }: Choice,
): Map<string, Entry> | undefined {
  const taken = new Map<string, Entry>();
  for (const need of hardestFirst(needs, counts)) {
    const others = [...taken.values()];
    const free = entries.filter(
      (entry) =>
        !entry.spoilt &&
        (need.role === 'any' || need.role === entry.account.role) &&
        !others.includes(entry) &&
        (need.blocked === true || !others.some((other) => apart(entry, other))) &&
        fits(entry, need),
    );
    const candidates = need.role === 'any' ? ofTheLargestRole(free) : free;
    const best =
      need.blocked === true
        ? toBlock(candidates)
        : need.spoilt
          ? candidates.at(-1)
          : leastUsed(inPeace(candidates, entries), counts);
    if (best === undefined) return undefined;
    taken.set(need.actor, best);
  }
  return taken;
}

/** So that nobody who could do with less takes an account that another cannot do without. */
function hardestFirst(needs: readonly Need[], counts: Counts): Need[] {
  const freshness = ({ fresh }: Need): number => (fresh === undefined ? 0 : fresh === 'minute' ? 1 : 2);
  return [...needs].sort(
    (a, b) =>
      Number(a.role === 'any') - Number(b.role === 'any') ||
      freshness(b) - freshness(a) ||
      b[counts] - a[counts],
  );
}

function areApart(one: Entry, other: Entry): boolean {
  return one.blockedBy.has(other.account) || other.blockedBy.has(one.account);
}

/** So that what may be anybody does not use up a role that is scarce. */
function ofTheLargestRole(free: readonly Entry[]): Entry[] {
  const count = (role: Role): number => free.filter((entry) => entry.account.role === role).length;
  const most = Math.max(0, ...free.map((entry) => count(entry.account.role)));
  return free.filter((entry) => count(entry.account.role) === most);
}

/** So many accounts of a role that nobody has blocked are kept for what comes later. */
const KEPT = 6;

/**
 * One that nobody has blocked, so that a block that goes too far shows; where such are few, always the same one, so that
 * the others stay free.
 */
function toBlock(free: readonly Entry[]): Entry | undefined {
  const untouched = free.filter(({ blockedBy }) => blockedBy.size === 0);
  return untouched.length > KEPT ? untouched.at(-1) : free.at(-1);
}

/** Who has blocked nobody, where there are such. */
function inPeace(free: readonly Entry[], entries: readonly Entry[]): readonly Entry[] {
  const peaceful = free.filter(({ account }) => !entries.some(({ blockedBy }) => blockedBy.has(account)));
  return peaceful.length === 0 ? free : peaceful;
}

function leastUsed(free: readonly Entry[], counts: Counts): Entry | undefined {
  return [...free].sort((a, b) => a[counts].length - b[counts].length)[0];
}

/** The role of which a ban or a block would take the last account there is; undefined when others are left. */
export function lastOfItsRole(
  needs: readonly Need[],
  chosen: ReadonlyMap<string, Entry>,
  entries: readonly Entry[],
): Role | undefined {
  const harmed = needs.filter((need) => need.spoilt || need.blocked === true);
  const roles = harmed.flatMap(({ actor }) => chosen.get(actor)?.account.role ?? []);
  return roles.find(
    (role) => entries.filter(({ spoilt, account }) => !spoilt && account.role === role).length <= 1,
  );
}

/** Needs in words: `2 member accounts and 1 account of any role`. */
export function describeNeeds(needs: readonly Need[]): string {
  const counts = new Map<string, number>();
  for (const need of needs) counts.set(need.role, (counts.get(need.role) ?? 0) + 1);
  const words = [...counts].map(([role, n]) => {
    const accounts = n === 1 ? 'account' : 'accounts';
    return role === 'any' ? `${n} ${accounts} of any role` : `${n} ${role} ${accounts}`;
  });
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(' and ');
}
