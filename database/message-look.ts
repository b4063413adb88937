import pg from 'pg';
import { z } from 'zod';
import { lookConnection, type Answered, type LookConnection } from './look-connection.ts';
import { doubtAbout } from './look-doubt.ts';
import { placeOf, whyUnusable } from './url.ts';
import { wordsOf } from './database.ts';

/** A message as it is stored. `whole`: all its columns in one text, which changes with any of them. */
export interface StoredMessage {
  readonly id: string;
  readonly sender: string;
  readonly recipient: string;
  /** Empty where it is null. */
  readonly content: string;
  /** Absent where there is no column `deleted`. */
  readonly deleted?: boolean;
  readonly whole: string;
}

export type Looked<Seen> = { readonly kind: 'seen'; readonly seen: Seen } | Unseen;

/** Nothing could be seen; why, and what to do about it. Never holds a password. */
export interface Unseen {
  readonly kind: 'unseen';
  readonly why: string;
}

/** Looks at the messages a server keeps. None rejects for what the database does; each takes a few seconds at most. */
export interface MessageLook {
  /** The ids of all messages from or to these users. */
  ids(users: readonly number[]): Promise<Looked<readonly string[]>>;
  /** The messages from or to these users, or with this text in their content, but for those of these ids. */
  messages(scope: {
    readonly users: readonly number[];
    readonly text: string;
    readonly except: readonly string[];
  }): Promise<Looked<readonly StoredMessage[]>>;
  /** Why the server may keep its messages elsewhere; undefined where somebody has said that they are here. */
  doubt(): Promise<string | undefined>;
}

export interface LookOptions {
  readonly url: string;
  /** A SELECT that returns `id`, `sender_id`, `receiver_id`, `content` and perhaps `deleted`; else the table `message`. */
  readonly sql?: string | undefined;
  /** Whether somebody has said that the server keeps its messages there, rather than that it was given this database. */
  readonly isClaimed: boolean;
}

export type OpenedLook =
  { readonly kind: 'open'; readonly look: MessageLook; readonly close: () => Promise<void> } | Unseen;

const MOST_NEW = 2_000;
const MOST_KNOWN = 50_000;

/** Connects, and makes sure that messages can be read. Nothing is left open when they cannot. */
export async function openMessageLook(options: LookOptions): Promise<OpenedLook> {
  const connection = lookConnection(options.url);
  const source = sourceOf(options);
  const probed = await connection.query(`select id, sender_id, receiver_id, content from ${source} limit 0`);
  if (probed.kind === 'failed') {
    await connection.close();
    return { kind: 'unseen', why: whyUnseen(probed.error, options) };
  }
  return { kind: 'open', look: createLook(connection, options), close: () => connection.close() };
}

/** What messages are selected from. A comment at the end of a statement must not swallow the bracket. */
function sourceOf({ sql }: Pick<LookOptions, 'sql'>): string {
  return sql === undefined ? 'message as m' : `(${sql.trim().replace(/;+$/, '')}\n) as m`;
}

function createLook(connection: LookConnection, options: LookOptions): MessageLook {
  const source = sourceOf(options);
  const read = <Row>(answered: Answered, schema: z.ZodType<Row>, most: number): Looked<Row[]> => {
    if (answered.kind === 'failed') return { kind: 'unseen', why: whyUnseen(answered.error, options) };
    if (answered.rows.length > most)
      return { kind: 'unseen', why: `these accounts have more than ${most} messages: give fresh ones` };
    return { kind: 'seen', seen: z.array(schema).parse(answered.rows) };
  };
  return {
    async ids(users) {
      const text = `select m.id::text as id from ${source} where ${OF_USERS} limit ${MOST_KNOWN + 1}`;
      const ids = read(await connection.query(text, [users.map(String)]), idRow, MOST_KNOWN);
      return ids.kind === 'seen' ? { kind: 'seen', seen: ids.seen.map(({ id }) => id) } : ids;
    },
    async messages({ users, text, except }) {
      const answered = await connection.query(newMessages(source), [users.map(String), except, text]);
      return read(answered, messageRow, MOST_NEW);
    },
    doubt: () => (options.isClaimed ? Promise.resolve(undefined) : doubtAbout(connection)),
  };
}

const OF_USERS = '(m.sender_id::text = any($1::text[]) or m.receiver_id::text = any($1::text[]))';

function newMessages(source: string): string {
  return `
    select m.id::text as id, m.sender_id::text as sender, m.receiver_id::text as recipient,
      m.content::text as content, to_jsonb(m) ? 'deleted' as has_mark, to_jsonb(m) ->> 'deleted' as mark,
      to_jsonb(m)::text as whole
    from ${source} left join unnest($2::text[]) as known (id) on known.id = m.id::text
    where known.id is null and (${OF_USERS} or strpos(m.content::text, $3) > 0)
    order by m.id limit ${MOST_NEW + 1}`;
}

const idRow = z.object({ id: z.string() });
const orNothing = z
  .string()
  .nullable()
  .transform((value) => value ?? '');

const messageRow = z
  .object({
    id: z.string(),
    sender: orNothing,
    recipient: orNothing,
    content: orNothing,
    has_mark: z.boolean(),
    mark: z.string().nullable(),
    whole: z.string(),
  })
  .transform(({ has_mark, mark, ...row }): StoredMessage => ({
    ...row,
    ...(has_mark && { deleted: isMarked(mark) }),
  }));

/** A mark may be a boolean, a number, or a time that is null until then. */
function isMarked(mark: string | null): boolean {
  return mark !== null && !['', '0', 'false', 'f', 'no'].includes(mark);
}

const UNDEFINED_TABLE = '42P01';
const UNDEFINED_COLUMN = '42703';
const FORBIDDEN = '42501';

/** Classes of errors that are about the connection: lost, refused, no such database, too many, shut down. */
const OF_CONNECTIONS = ['08', '28', '3D', '53', '57'];

function whyUnseen(error: Error, { url, sql }: LookOptions): string {
  const code = (error instanceof pg.DatabaseError ? error.code : undefined) ?? '';
  if (code === '' || OF_CONNECTIONS.includes(code.slice(0, 2))) return placed(error, url);
  const statement = sql === undefined ? 'the table message' : 'what message-sql selects';
  if (code === FORBIDDEN)
    return `${statement} may not be read (${error.message}): grant select to the user of the URL`;
  if (sql !== undefined) return `message-sql fails: ${error.message}`;
  if (code === UNDEFINED_TABLE)
    return 'the database has no table message: tell where messages are with message-sql in the profile';
  if (code === UNDEFINED_COLUMN)
    return `the table message has other columns (${error.message}): select them with message-sql in the profile`;
  return `the table message cannot be read: ${error.message}`;
}

/** A URL that cannot be parsed has no place that could be told. */
function placed(error: Error, url: string): string {
  try {
    return `${placeOf(url, 'the database of the profile')} cannot be looked into: ${whyUnusable(error)}`;
  } catch (unreadable) {
    return wordsOf(unreadable);
  }
}
