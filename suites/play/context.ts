import type { Clause } from '../../spec/clause-schema.ts';
import type { Protocol } from '../../spec/clause-schema.ts';
import type { Lifeline } from '../../target/lifeline.ts';
import type { Ledger } from '../../target/ledger.ts';
import type { Account, Address, Profile } from '../../target/profile.ts';
import type { Mask } from '../../wire/mask.ts';
import type { Transcript } from '../../wire/transcript.ts';
import type { Speech } from '../dialect/speech.ts';
import type { Learnt } from '../learnt.ts';
import type { Sight } from '../message-store.ts';
import type { Channels } from './channels.ts';
import type { Messages } from './messages.ts';
import type { View } from './view.ts';

/** The server under test, as far as playing a case needs it. */
export interface Peer {
  readonly address: Address;
  readonly profile: Profile;
}

/** How long the suite may still wait for rate windows. Taken once, gone for the whole run. */
export interface Patience {
  /** Waits, or says that there is no patience left for it. */
  wait(forMs: number, why: string): Promise<'waited' | 'no-patience'>;
}

/** What lasts for a whole run. */
export interface RunContext {
  readonly peer: Peer;
  readonly protocol: Protocol;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly learnt: Learnt;
  /** How the target wants commands put, and puts its answers. */
  readonly speech: Speech;
  readonly ledger: Ledger;
  readonly patience: Patience;
  readonly sight: Sight;
  readonly mask: Mask;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** When the run began, on that clock: what the accounts have sent before is not known. */
  readonly startedMs: number;
  /** 0 up to, not including, 1. */
  readonly random: () => number;
  /** How the target is doing, and how to start it again, where that can be told. */
  readonly lifeline?: Lifeline;
}

/** What lasts for one case. */
export interface CaseContext extends RunContext {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly transcript: Transcript;
  readonly channels: Channels;
  readonly messages: Messages;
  /** What can be seen of this case's messages in the target's database. */
  readonly view: View;
  /** When an actor's first burst of this case began, and how many of its messages were accepted so far. */
  readonly bursts: Map<string, { startMs: number; accepted: number }>;
  /** Tells this case's texts from those of any other, this run's from those of another run. */
  readonly nonce: string;
  /** The token and the ids that belong to nobody. */
  readonly unknown: { readonly token: string; readonly id: number };
}

/** What the texts and bytes of a case depend on: no connection, no clock. */
export type TextContext = Pick<
  CaseContext,
  'accounts' | 'learnt' | 'messages' | 'nonce' | 'peer' | 'protocol' | 'speech' | 'unknown'
>;
