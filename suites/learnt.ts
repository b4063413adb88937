import { ROLES, type Role } from '../target/profile.ts';
import type { Ending } from '../wire/encode.ts';
import { LENGTH_UNITS, type LengthUnit } from './text-length.ts';

/** `unreadable`: nothing of what was sent has been recognised in it so far, as when it is base64. */
export type InfoForm = 'unknown' | 'json' | 'text' | 'unreadable';

/** What a run has learnt about its target; learnt once, then used by every case. */
export interface Learnt {
  /** What the target wants behind the last line of a command (T13). */
  ending: Ending;
  /** How soon it has answered, in ms: where a quiet moment ends a command, that lasts no longer. */
  answeredAfterMs: number;
  /** Whether it ends the last line of a response with a newline (T14). */
  responseNewline: boolean;
  /** The roles of which somebody gets in: when it refuses one of another role, that does not show that it died. */
  letsIn: ReadonlySet<Role>;
  /** Whether a second LOGIN on a connection is refused with 403 and the connection stays: a barrier. */
  barrier: boolean;
  /** Whether it has been seen to close a connection behind a refusal (T22): then a command may meet the close. */
  closesAfterRefusal: boolean;
  /** Whether commands may go many in one segment: true once that is known to be answered (T8). */
  pipelining: boolean;
  /** How long the target must be quiet, in ms, before its answer is taken to be over. */
  gapMs: number;
  /** Whether it has been seen to answer more than once: then each answer is waited out. */
  repeatsItself: boolean;
  /** The data line of a SEND_MSG answer that holds the new message's id; `none` when there is none (M10). */
  messageIdKey: { kind: 'unknown' } | { kind: 'none' } | { kind: 'key'; key: string };
  /** Whether what stands there is surely the message's id: an `id` may be anybody's, until a change tells the same one. */
  messageIdIsSure: boolean;
  /** How message information is written (N9). */
  info: InfoForm;
  /** Whether it has been seen to tell the message's id. */
  infoTellsId: boolean;
  /** What `message-length` may count on this target (M3, M4), after all it has accepted; the first is taken. */
  lengthUnits: readonly [LengthUnit, ...LengthUnit[]];
  /** Whether its database has shown a message of this run: `elsewhere` when it may keep them in another place, and why. */
  kept: { kind: 'unknown' } | { kind: 'shown' } | { kind: 'elsewhere'; why: string };
}

/** The quiet that ends an answer of a target that answers at once, in ms. */
export const SHORTEST_GAP_MS = 50;

export function nothingLearnt(): Learnt {
  return {
    ending: 'newline',
    answeredAfterMs: Infinity,
    responseNewline: true,
    letsIn: new Set(ROLES),
    barrier: false,
    closesAfterRefusal: false,
    pipelining: false,
    gapMs: SHORTEST_GAP_MS,
    repeatsItself: false,
    messageIdKey: { kind: 'unknown' },
    messageIdIsSure: false,
    info: 'unknown',
    infoTellsId: false,
    lengthUnits: LENGTH_UNITS,
    kept: { kind: 'unknown' },
  };
}
