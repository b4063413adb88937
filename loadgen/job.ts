import type { Ending } from '../wire/encode.ts';
import type { Address } from '../target/profile.ts';
import type { UserMail } from './delivery/delivered.ts';
import type { Live } from './live.ts';
import type { Measured } from './measured.ts';
import type { Pacing } from './pacer.ts';
import type { Plan } from './plan.ts';
import type { Share } from './share.ts';
import type { User } from './user.ts';

/** How the target writes what the protocol leaves open (T13, T14). */
export interface Wire {
  readonly ending: Ending;
  /** Whether its answers end with a newline; if not, a connection has one command on its way at most. */
  readonly terminated: boolean;
}

/** What one worker does: plain data, to be sent to it. */
export interface Job {
  readonly plan: Plan;
  /** Of the whole plan, which this job is. */
  readonly share: Share;
  /** Those of the share. */
  readonly users: readonly User[];
  readonly address: Address;
  readonly wire: Wire;
  /** Tells the messages of one run from those of another. */
  readonly tag: string;
  readonly pacing: Pacing;
  /** The longest the target takes to answer, in ms. */
  readonly answerMs: number;
}

/** What a job needs of what is around it. Times are in ms of one clock that all workers share. */
export interface Around {
  readonly now: () => number;
  /** All users are logged in. Resolves to when the warm-up begins, for all workers alike. */
  readonly ready: () => Promise<number>;
  /** All that this job has sent is answered or given up. Resolves when that is so for all jobs, or the run is cut short. */
  readonly drained: () => Promise<void>;
  /** So many users are logged in. */
  readonly onConnected: (users: number) => void;
  readonly onLive: (live: Live) => void;
  /** How long to wait before a connection that failed is tried again, at first, in ms. */
  readonly retryMs: number;
  /** Ends the run early. */
  readonly signal: AbortSignal;
}

/**
 * `gone`: why the target is given up; what was measured until then is there. `not-ready`: nothing was measured, since
 * somebody could not log in, for a reason, or nobody wanted it any more.
 */
export type Outcome =
  | {
      readonly kind: 'measured';
      readonly measured: Measured;
      readonly measuredMs: number;
      /** Of each user, where delivery is verified. */
      readonly mails: readonly UserMail[];
      readonly gone?: string;
    }
  | { readonly kind: 'not-ready'; readonly reason?: string };
