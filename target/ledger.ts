/**
 * Which account is free, and how much of its quota the suite has used up. The suite must never run into the target's
 * rate limit by its own fault, whatever kind of window the target has: within any stretch of a window's length it
 * sends at most as many messages as the limit allows. That is safe for sliding windows, fixed windows and token
 * buckets alike.
 */
import {
  assign,
  describeNeeds,
  lastOfItsRole,
  type AssignOptions,
  type Counts,
  type Entry,
  type Need,
  type Use,
} from './assign.ts';
import type { Account, Limits } from './profile.ts';

export type Lending =
  | { kind: 'lent'; accounts: ReadonlyMap<string, Account> }
  /** Enough accounts, but others have them now. */
  | { kind: 'busy' }
  /** Enough accounts, but their quotas are used up; worth another try at this time. */
  | { kind: 'wait'; untilMs: number }
  | { kind: 'never'; why: string };

/** Where the profile declares no limit, these are assumed: what servers in the field are set to. */
export const ASSUMED = { perMinute: 12, perHour: 90 } as const;

/** A clock's and a network's inaccuracy, added to each window. */
const MARGIN_MS = 60;

export class Ledger {
  readonly perMinute: number;
  readonly perHour: number;
  counts: Counts = 'messages';
  readonly #limits: Limits;
  readonly #entries: Entry[];

  constructor(accounts: readonly Account[], limits: Limits) {
    this.#limits = limits;
    this.perMinute = limits.perMinute ?? ASSUMED.perMinute;
    this.perHour = limits.perHour ?? ASSUMED.perHour;
    this.#entries = accounts.map((account) => ({
      account,
      lent: false,
      spoilt: false,
      messages: [],
      commands: [],
      blockedBy: new Set(),
      reaches: new Set(),
      endedAtMs: -Infinity,
      dropped: false,
    }));
  }

  /** The accounts that are still of use. */
  get usable(): Account[] {
    return this.#entries.filter((entry) => !entry.spoilt).map((entry) => entry.account);
  }

  /** Lends one account for each need, all or none. `nowMs` and what is noted with `spend` are of one clock. */
  lend(needs: readonly Need[], nowMs: number): Lending {
    const never = this.#never(needs);
    if (never !== undefined) return { kind: 'never', why: never };
    const isReady = (entry: Entry, need: Need): boolean =>
      !entry.lent && this.#readyAt(entry, need, nowMs) <= nowMs;
    const lent = this.#assign(needs, (entry, need) => isReady(entry, need));
    if (lent !== undefined) {
      for (const entry of lent.values()) entry.lent = true;
      return { kind: 'lent', accounts: new Map([...lent].map(([actor, entry]) => [actor, entry.account])) };
    }
    if (this.#entries.some((entry) => entry.lent)) return { kind: 'busy' };
    return { kind: 'wait', untilMs: this.#earliest(needs, nowMs) };
  }

  /** Gives back what was lent; `spoilt` ones are not lent again. */
  giveBack(accounts: Iterable<Account>, spoilt: ReadonlySet<Account> = new Set()): void {
    for (const account of accounts) {
      const entry = this.#entry(account);
      entry.lent = false;
      entry.spoilt ||= spoilt.has(account);
    }
  }

  /** Takes an account out of use, for instance one that cannot log in. */
  setAside(account: Account): void {
    this.#entry(account).spoilt = true;
  }

  /** Notes that a command left in this account's name. */
  spend(account: Account, what: 'message' | 'command', atMs: number): void {
    const entry = this.#entry(account);
    entry.commands.push(atMs);
    if (what === 'message') entry.messages.push(atMs);
  }

  /** The target says that this account has used up its quota: believe it for a whole window. */
  exhaust(account: Account, atMs: number): void {
    const entry = this.#entry(account);
    for (let n = 0; n < this.perMinute; n += 1) entry.messages.push(atMs);
    for (let n = 0; n < this.perMinute; n += 1) entry.commands.push(atMs);
  }

  /** Notes a block, which stands for the rest of the run: the two are not lent together if others can be. */
  block(account: Account, by: Account): void {
    const entry = this.#entry(account);
    entry.blockedBy.add(by);
    entry.reaches.delete(by);
  }

  /** Notes that a message was sent, so that no block of an earlier run stands between the two. */
  reached(sender: Account, recipient: Account): void {
    const entry = this.#entry(sender);
    entry.reaches.add(recipient);
    entry.blockedBy.delete(recipient);
  }

  /** Whether this run has seen a message of the one to the other accepted, and no block since. */
  reaches(sender: Account, recipient: Account): boolean {
    return this.#entry(sender).reaches.has(recipient);
  }

  /** Notes when and how the account's last connection ended. */
  ended(account: Account, atMs: number, how: 'dropped' | 'left'): void {
    const entry = this.#entry(account);
    entry.endedAtMs = atMs;
    entry.dropped = how === 'dropped';
  }

  /** Whether the target may still hold the account, for its last connection ended without a word. */
  wasDropped(account: Account): boolean {
    return this.#entry(account).dropped;
  }

  endedAt(account: Account): number {
    return this.#entry(account).endedAtMs;
  }

  /** How much of what the target counts, or of `counts`, this account has used in the window before `nowMs`. */
  used(account: Account, { window, counts = this.counts }: Use, nowMs: number): number {
    const windowMs = window === 'minute' ? this.#limits.minuteMs : this.#limits.hourMs;
    return this.#entry(account)[counts].filter((at) => at > nowMs - windowMs - MARGIN_MS).length;
  }

  /** The last time anyone but this account sent what the target counts; -Infinity when nobody has. */
  lastSpentByOthersMs(account: Account): number {
    const others = this.#entries.filter((entry) => entry.account !== account);
    return Math.max(-Infinity, ...others.map((entry) => entry[this.counts].at(-1) ?? -Infinity));
  }

  #assign(needs: readonly Need[], fits: AssignOptions['fits']): Map<string, Entry> | undefined {
    return assign(needs, this.#entries, { fits, counts: this.counts });
  }

  #entry(account: Account): Entry {
    const entry = this.#entries.find((candidate) => candidate.account === account);
    if (entry === undefined) throw new Error(`account ${account.id} is not one of this ledger`);
    return entry;
  }

  /** Why these needs can never be met, or undefined. */
  #never(needs: readonly Need[]): string | undefined {
    const chosen = this.#assign(needs, () => true);
    if (chosen === undefined) return `needs ${describeNeeds(needs)}`;
    const last = lastOfItsRole(needs, chosen, this.#entries);
    if (last !== undefined) return `bans or blocks an account, and must not be given the only ${last}`;
    const most = Math.max(0, ...needs.map((need) => (need.fresh === undefined ? need[this.counts] : 0)));
    const limit = Math.min(this.perMinute, this.perHour);
    if (most > limit)
      return `needs ${most} ${this.counts} of one account in a minute, of which ${limit} are allowed`;
    return undefined;
  }

  /** From when on this account's windows have room for the need. */
  #readyAt(entry: Entry, need: Need, nowMs: number): number {
    const spent = entry[this.counts];
    const asked = need.fresh === undefined ? need[this.counts] : this.perMinute + need[this.counts];
    if (asked === 0) return nowMs;
    const room = (mayRemain: number, windowMs: number): number => {
      const mustExpire = spent.at(-1 - Math.max(0, mayRemain));
      return mustExpire === undefined ? nowMs : mustExpire + windowMs + MARGIN_MS;
    };
    return Math.max(
      room(need.fresh === undefined ? this.perMinute - asked : 0, this.#limits.minuteMs),
      room(need.fresh === 'hour' ? 0 : this.perHour - asked, this.#limits.hourMs),
    );
  }

  /** The earliest time at which all needs can be met at once, when nothing is lent. */
  #earliest(needs: readonly Need[], nowMs: number): number {
    const times = this.#entries.flatMap((entry) => needs.map((need) => this.#readyAt(entry, need, nowMs)));
    const candidates = [...new Set(times)].filter((at) => at > nowMs).sort((a, b) => a - b);
    return (
      candidates.find((at) =>
        this.#assign(needs, (entry, need) => this.#readyAt(entry, need, nowMs) <= at),
      ) ?? nowMs
    );
  }
}
