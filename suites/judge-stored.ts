import type { LookOptions } from '../spec/step.ts';
import { messageWords } from './change-words.ts';
import type { LookFacts } from './judge-look.ts';
import type { StoredMessage } from './message-store.ts';
import type { SentMessage } from './played.ts';
import type { Ruling } from './ruling.ts';
import { attribute } from './stored-messages.ts';
import { lengthOf, maybe, quoted, rowWords } from './stored-words.ts';

interface Asked {
  readonly options: Pick<LookOptions, 'once' | 'judges'>;
  readonly facts: LookFacts;
  /** The content of an update, which must have been stored. */
  readonly updated?: string;
}

/** Rules on a message that must be there. */
export function judgeStored(message: SentMessage, { options, facts, updated }: Asked): Ruling[] {
  const { of, unknown } = attribute(
    facts.rows.filter(({ deleted }) => deleted !== true),
    facts,
  );
  const rows = of(message.ref);
  const [row] = rows;
  if (message.codes.length > 1) return judgeBurst(message, [...rows, ...unknown], facts);
  if (row === undefined) return [notThere(message, unknown, facts)];
  const expected = updated ?? message.contents[0] ?? '';
  const best = rows.find(({ content }) => content === expected) ?? row;
  if (updated !== undefined && isAsBefore(best, message, { facts, updated }))
    return [
      {
        kind: 'broken',
        clause: facts.clause,
        expected: [`${messageWords(message)} is stored with the content ${quoted(updated)}`],
        actual: `after ${facts.forMs} ms, ${rowWords(best)}`,
      },
    ];
  return [
    { kind: 'held' },
    ...(options.once === true ? judgeOnce(message, rows, facts) : []),
    ...(options.judges?.includes('fields') === true ? judgeEnds(message, best, facts) : []),
    ...(options.judges?.includes('content') === true ? [judgeContent(best, expected, facts)] : []),
  ];
}

/** Whatever was sent, there may be a message that cannot be told to be it, or not to be. */
function notThere(
  message: SentMessage,
  unknown: readonly StoredMessage[],
  { clause, forMs, rows }: LookFacts,
): Ruling {
  const [first] = unknown;
  if (first !== undefined) return maybe(first);
  const others = rows.length === 0 ? 'no new message of its users' : 'only other messages of its users';
  return {
    kind: 'broken',
    clause,
    expected: [`${messageWords(message)} is stored`],
    actual: `${others} in the database after ${forMs} ms`,
  };
}

/** Those of many messages that were answered 200. */
function judgeBurst(
  { contents, codes }: SentMessage,
  rows: readonly StoredMessage[],
  { clause, forMs }: LookFacts,
): Ruling[] {
  const accepted = contents.filter((_, index) => codes[index] === 200);
  const stored = accepted.filter((content) => rows.some((row) => row.content === content));
  if (stored.length === accepted.length) return [{ kind: 'held' }];
  const other = rows.find(({ content }) => !contents.includes(content));
  if (other !== undefined) return [maybe(other)];
  return [
    {
      kind: 'broken',
      clause,
      expected: [`all ${accepted.length} messages answered 200 are stored`],
      actual: `${stored.length} of them are in the database after ${forMs} ms`,
    },
  ];
}

/** Whether an update has left no trace: a text that is neither the new nor an old one is some form of the new one. */
function isAsBefore(
  row: StoredMessage,
  { contents }: SentMessage,
  { facts, updated }: { facts: LookFacts; updated: string },
): boolean {
  if (row.content === updated) return false;
  if (contents.includes(row.content)) return true;
  return facts.earlier.some((rows) => rows.some(({ whole }) => whole === row.whole));
}

function judgeOnce(message: SentMessage, rows: readonly StoredMessage[], { clause }: LookFacts): Ruling[] {
  if (rows.length === 1) return [];
  const expected = [`${messageWords(message)} is stored once`];
  const actual = `${rows.length} times: ${rows.map(({ id }) => id).join(', ')}`;
  return [{ kind: 'broken', clause, expected, actual }];
}

/** An id that no account has may be a number of another kind: it accuses nobody. */
function judgeEnds(
  { sender, recipient }: SentMessage,
  row: StoredMessage,
  { clause, users }: LookFacts,
): Ruling[] {
  const ends = [
    { name: 'sender', expected: String(sender), actual: row.sender },
    { name: 'recipient', expected: String(recipient), actual: row.recipient },
  ];
  return ends
    .filter(({ expected, actual }) => expected !== actual)
    .map(({ name, expected, actual }): Ruling => {
      if (!users.some((id) => String(id) === actual))
        return {
          kind: 'not-observable',
          why: `its ${name} is stored as ${actual}, which no known account is`,
        };
      return {
        kind: 'broken',
        clause,
        expected: [`${name} ${expected}`],
        actual: `${name} ${actual} in the database`,
      };
    });
}

/**
 * What is cut off is lost, wherever it is looked for. Any other form (escaped, encrypted) is the target's own business
 * as long as it hands out what was sent, which polls judge.
 */
function judgeContent({ content }: StoredMessage, expected: string, { clause }: LookFacts): Ruling {
  if (content === expected) return { kind: 'held' };
  if (expected.includes(content))
    return {
      kind: 'broken',
      clause,
      expected: [`content ${quoted(expected)}`],
      actual: `only ${lengthOf(content)} of its ${lengthOf(expected)} characters in the database: ${quoted(content)}`,
    };
  const why = `content is stored in a form of the target's own: ${quoted(content)} for ${quoted(expected)}`;
  return { kind: 'not-observable', why };
}
