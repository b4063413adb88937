/** What lasts for a run, for tests that play something of it. */
import { createMask } from '../../wire/mask.ts';
import { Transcript } from '../../wire/transcript.ts';
import { Ledger } from '../../target/ledger.ts';
import {
  ROLES,
  UNKNOWN,
  type Account,
  type Limits,
  type Profile,
  type Role,
  type Timing,
} from '../../target/profile.ts';
import { PLAIN, type Speech } from '../dialect/speech.ts';
import { nothingLearnt } from '../learnt.ts';
import { NO_SIGHT } from '../message-store.ts';
import { Channels } from '../play/channels.ts';
import type { CaseContext, Patience, RunContext } from '../play/context.ts';
import { Messages } from '../play/messages.ts';
import { NONCE, SPEC } from './records.ts';

export interface ContextOptions {
  readonly accounts?: readonly Account[];
  readonly limits?: Partial<Limits>;
  readonly timing?: Partial<Timing>;
  /** Where the target listens, on this machine. */
  readonly port?: number;
  readonly patience?: Patience;
  /** The protocol's own, unless told. */
  readonly speech?: Speech;
  /** A clock of its own, in ms; else the real one. */
  readonly now?: () => number;
}

/** A run of which nothing is learnt yet. */
export function runContext(options: ContextOptions = {}): RunContext {
  const { accounts = [], limits = {}, timing = {}, port = 1 } = options;
  const { now = () => performance.now(), patience = ENDLESS, speech = PLAIN } = options;
  const address = { host: '127.0.0.1', port };
  const profile: Profile = {
    target: address,
    limits: { ...UNKNOWN.limits, ...limits },
    timing: { ...UNKNOWN.timing, ...timing },
    accounts,
  };
  return {
    peer: { address, profile },
    protocol: SPEC.protocol,
    clauses: SPEC.clauses,
    learnt: nothingLearnt(),
    speech,
    ledger: new Ledger(accounts, profile.limits),
    patience,
    sight: NO_SIGHT,
    mask: createMask(new Map(accounts.map(({ id, token }) => [token, `token of ${id}`]))),
    now,
    startedMs: now(),
    random: () => 0.5,
  };
}

/** What lasts for a case that these accounts were lent to, by actor. */
export function caseContext(run: RunContext, accounts: Readonly<Record<string, Account>> = {}): CaseContext {
  const transcript = new Transcript(run.now);
  return {
    ...run,
    accounts: new Map(Object.entries(accounts)),
    transcript,
    channels: new Channels(run, transcript),
    view: NO_SIGHT,
    messages: new Messages(),
    bursts: new Map(),
    nonce: NONCE,
    unknown: { token: 'token-of-nobody', id: 1_950_000_000 },
  };
}

/** So many accounts of these roles, with ids from 1 in the order of the roles. */
export function accountsOf(counts: Partial<Record<Role, number>>): Account[] {
  const roles = ROLES.flatMap((role) => Array.from({ length: counts[role] ?? 0 }, () => role));
  return roles.map((role, index) => ({ id: index + 1, role, token: `token-of-${role}-${index + 1}` }));
}

/** Waits for nothing, as if the time had passed. */
const ENDLESS: Patience = { wait: () => Promise.resolve('waited') };
