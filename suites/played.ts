/** What happened when a case was played: plain data, from which `judge` decides without asking the target again. */
import type { StatusCode } from '../wire/status.ts';
import type { StoredMessage } from './message-store.ts';
import type { TranscriptLine } from './result.ts';

export interface DataLine {
  readonly key: string;
  readonly value: string;
}

/** A response: its status line and the data lines behind it. Grows while the peer goes on writing it. */
export interface Reply {
  readonly kind: 'reply';
  readonly code: number;
  /** The status line as it came, without its line end. */
  readonly line: string;
  readonly data: DataLine[];
  /** Lines behind the status that are no data lines. */
  readonly garbage: string[];
}

/** What came after something was sent. Nothing a peer does is an exception. */
export type Answer =
  | Reply
  | { readonly kind: 'closed'; readonly how: 'end' | 'reset' | 'error' }
  | { readonly kind: 'silence'; readonly forMs: number }
  /** Bytes came, but no status line. */
  | { readonly kind: 'garbage'; readonly lines: readonly string[] }
  | { readonly kind: 'flood' }
  /** No connection could be opened. */
  | { readonly kind: 'unreachable'; readonly reason: string };

/** One change that NEW_CHG_AVAILABLE handed out, as far as it can be read. */
export interface Change {
  readonly type: string;
  /** The value of its `message` line, as it came. */
  readonly info?: string;
  readonly messageId?: string;
}

/** A message a case has sent, or tried to. */
export interface SentMessage {
  readonly ref: string;
  readonly sender: number;
  readonly recipient: number;
  /** Its contents: as sent first, then each update. */
  readonly contents: readonly string[];
  readonly id?: string;
  /** The status of each SEND_MSG that carried it: a burst has many. */
  readonly codes: readonly number[];
}

export type Ending = 'found' | 'none-left' | 'bound' | 'broken';

interface Base {
  /** The bytes sent and received for this step, escaped and masked. */
  readonly sent: string;
  readonly received: string;
}

export type StepRecord = Base &
  (
    | {
        kind: 'answer';
        answer: Answer;
        /** That of the LOGIN behind it, where one was sent in the same segment and is judged. */
        next?: Answer;
        /** How many responses came in all, where the step waited for that. */
        responses?: number;
      }
    | { kind: 'answers'; answers: Answer[] }
    | { kind: 'poll'; replies: Reply[]; changes: Change[]; ending: Ending; last: Answer }
    | {
        kind: 'burst';
        codes: number[];
        elapsedMs: number;
        allowed: number;
        limit: number;
        windowMs: number;
        broken?: Answer;
      }
    | { kind: 'together'; records: StepRecord[] }
    /** Whether a new connection was served; `expected` is what the one that was tried ought to have got. */
    | { kind: 'alive'; answer: Answer; expected: StatusCode; isAlive: boolean }
    | {
        kind: 'look';
        /** The new messages of the case's users, as the target's database holds them. */
        rows: readonly StoredMessage[];
        /** Why the target may keep its messages elsewhere. */
        doubt?: string;
        /** How long what was due was waited for. */
        forMs: number;
        /** The ids of all accounts that are known. */
        users: readonly number[];
      }
    | { kind: 'done' }
    /** A user who was logged in before could not log in again for it. */
    | { kind: 'unready'; why: string }
    /** It could not be played; the steps behind it were not tried. */
    | { kind: 'impossible'; why: string }
    /** The suite has no time left to wait for a window. */
    | { kind: 'no-patience'; why: string }
    /** The command breaks the grammar without being marked so: a mistake of ours. */
    | { kind: 'wrong'; why: string }
  );

export interface Played {
  /** One for each step that was played, in order; shorter than the steps when the case ended early. */
  readonly records: readonly StepRecord[];
  readonly messages: ReadonlyMap<string, SentMessage>;
  /** Stands in every text this case has sent. */
  readonly nonce: string;
  /** What is judged in every case, whatever it asks. */
  readonly everywhere: Everywhere;
  readonly transcript: TranscriptLine[];
  readonly durationMs: number;
}

/** Facts for the rules that hold for every response (T4, T5, T26). */
export interface Everywhere {
  /** Status lines that are none of the five. */
  readonly misspelled: readonly string[];
  /** Lines behind a status that are no `key:value`. */
  readonly garbage: readonly string[];
  /** Responses that came without a command, malformed commands and DISCONNECTED apart. */
  readonly unasked: readonly string[];
}
