import { storedIn } from '../spec/step-parts.ts';
import type { LookOptions } from '../spec/step.ts';
import { messageWords } from './change-words.ts';
import { fillIn } from './fill-in.ts';
import { judgeMissing } from './judge-missing.ts';
import { judgeStored } from './judge-stored.ts';
import type { StoredMessage } from './message-store.ts';
import type { SentMessage } from './played.ts';
import type { Ruling } from './ruling.ts';
import { attribute, type Sent } from './stored-messages.ts';
import { rowWords } from './stored-words.ts';

/** What looks have seen, and what is known of what was sent. */
export interface LookFacts extends Sent {
  /** The new messages of the case's users. */
  readonly rows: readonly StoredMessage[];
  /** What looks before this one saw, the latest last. */
  readonly earlier: readonly (readonly StoredMessage[])[];
  /** Why the target may keep its messages elsewhere. */
  readonly doubt?: string | undefined;
  /** How long what is due was waited for, in ms. */
  readonly forMs: number;
  /** The ids of all accounts that are known. */
  readonly users: readonly number[];
  /** What a miss breaks. */
  readonly clause: string;
}

/** Rules on what the target's database holds of the messages of a case. */
export function judgeLook(options: LookOptions, facts: LookFacts): Ruling[] {
  const { doubt, messages } = facts;
  if (doubt !== undefined) return [{ kind: 'not-observable', why: doubt }];
  const { missing = [], unchanged = [], deleted = [] } = options;
  const each = (refs: readonly string[], rule: (message: SentMessage) => Ruling[]): Ruling[] =>
    refs.flatMap((ref) => {
      const message = messages.get(ref);
      return message === undefined ? [{ kind: 'error', why: `${ref} was never sent` }] : rule(message);
    });
  const stored = storedIn(options).flatMap(({ message: ref, content }) =>
    each([ref], (message) =>
      judgeStored(message, {
        options,
        facts,
        ...(content !== undefined && { updated: fillIn(content, facts.nonce) }),
      }),
    ),
  );
  return [
    ...stored,
    ...each(missing, (message) => judgeMissing(message, facts)),
    ...each(unchanged, (message) => judgeUnchanged(message, facts)),
    ...each(deleted, (message) => judgeDeleted(message, facts)),
  ];
}

function judgeUnchanged(message: SentMessage, facts: LookFacts): Ruling[] {
  const before = earlierOf(message, facts);
  if (before === undefined) return [UNCOMPARED];
  const now = facts.rows.find(({ id }) => id === before.id);
  const isSame =
    now?.content === before.content &&
    now.sender === before.sender &&
    now.recipient === before.recipient &&
    now.deleted === before.deleted;
  if (isSame) return [{ kind: 'held' }];
  return [
    {
      kind: 'broken',
      clause: facts.clause,
      expected: [`${messageWords(message)} stays as it was stored: ${rowWords(before)}`],
      actual: now === undefined ? 'it is no longer there' : rowWords(now),
    },
  ];
}

/** A row that is gone, marked, or changed in any other way will do: how deletions are stored is the target's own business. */
function judgeDeleted(message: SentMessage, facts: LookFacts): Ruling[] {
  const before = earlierOf(message, facts);
  if (before === undefined) return [UNCOMPARED];
  const now = facts.rows.find(({ id }) => id === before.id);
  const isBack = before.deleted === true && now?.deleted === false;
  const isChanged = now?.whole !== before.whole && !isBack;
  if (now === undefined || now.deleted === true || isChanged) return [{ kind: 'held' }];
  if (now.deleted === undefined)
    return [
      {
        kind: 'not-observable',
        why: 'the deleted message is stored as before, and no column `deleted` is known that would tell more',
      },
    ];
  return [
    {
      kind: 'broken',
      clause: facts.clause,
      expected: [`${messageWords(message)} is gone from the database, or marked as deleted`],
      actual: `after ${facts.forMs} ms it still is there and not marked: ${rowWords(now)}`,
    },
  ];
}

const UNCOMPARED: Ruling = {
  kind: 'not-observable',
  why: 'the message was not found before, so that there is nothing to compare it with',
};

/** The message as the latest look before this one saw it. */
function earlierOf({ ref }: SentMessage, { earlier, ...sent }: LookFacts): StoredMessage | undefined {
  return earlier.map((rows) => attribute(rows, sent).of(ref)[0]).findLast((row) => row !== undefined);
}
