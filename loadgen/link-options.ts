import type { Address } from '../target/profile.ts';
import type { Mailbox } from './delivery/mailbox.ts';
import type { FrameSource } from './frame-source.ts';
import type { Instrument } from './instrument.ts';
import type { Link } from './link.ts';
import type { Recorder } from './recorder.ts';
import type { StatusScanner } from './status-scanner.ts';
import type { Turn } from './turn.ts';

/** Who hears of what happens to a connection. */
export interface LinkOwner {
  /** Connected, and its user logged in. */
  onUp(link: Link): void;
  /** Not connected any more, or not at all; what was on its way is recorded as lost. */
  onDown(link: Link, reason: string): void;
}

export interface LinkOptions extends LinkExtras {
  readonly address: Address;
  readonly login: Uint8Array;
  readonly farewell: Uint8Array;
  readonly source: FrameSource;
  readonly scanner: StatusScanner;
  readonly recorder: Recorder;
  /** Commands on their way at most. */
  readonly depth: number;
  /** How long connecting may take, and then an answer to LOGIN. */
  readonly answerMs: number;
  /** One for all connections of a thread: what comes is looked at before the next read. */
  readonly shared: Uint8Array;
  readonly turn: Turn;
  readonly now: () => number;
  readonly owner: LinkOwner;
}

/** What only some runs ask of a connection. */
export interface LinkExtras {
  /** Sends one command at a time and times it, in place of the link itself. */
  readonly instrument?: Instrument | undefined;
  /** What the user sends and is handed out, where that is verified. */
  readonly mail?: Mailbox | undefined;
}
