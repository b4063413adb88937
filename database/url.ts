import { askVersion } from './connection.ts';
import { DatabaseUnavailable, openDatabase, type Database } from './database.ts';

const CONNECT_DEADLINE_MS = 5_000;

/** What a failure to connect means and what to do, by the codes of Node and of PostgreSQL. */
const CURES = new Map([
  ['ECONNREFUSED', 'nothing listens there; start the server, or correct host and port'],
  ['ENOTFOUND', 'the host name is unknown; correct it'],
  ['EAI_AGAIN', 'the host name cannot be looked up just now; correct it or try again'],
  ['ENOENT', 'there is no such socket; start the server, or correct the folder'],
  ['28P01', 'the server refuses this user or password; correct them'],
  ['28000', 'the server refuses this user from here; allow it in pg_hba.conf, or add ?sslmode=require'],
  ['3D000', 'there is no such database; create it, or correct the name'],
  ['53300', 'the server has no connection to spare; close some, or raise its max_connections'],
]);

/**
 * A database that somebody else runs, once it has shown that it answers.
 * @param origin where the URL was given, for the message.
 * @throws DatabaseUnavailable that says what is wrong: the URL, the way there, the password or the database.
 */
export async function provideUrl(url: string, origin: string): Promise<Database> {
  const place = placeOf(url, origin);
  try {
    const version = await askVersion(url, CONNECT_DEADLINE_MS);
    const facts = { kind: 'url', description: `PostgreSQL ${version} at ${place}`, url } as const;
    return openDatabase(facts, () => Promise.resolve());
  } catch (cause) {
    throw new DatabaseUnavailable(`${origin} names ${place}, which cannot be used: ${whyUnusable(cause)}`, {
      cause,
    });
  }
}

/** Whether a text asks for a database by its URL. */
export function isDatabaseUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text);
}

/**
 * The URL without password and parameters. The error of one that cannot be parsed holds all of it: it is no cause.
 * @param origin where the URL was given, for the message.
 * @throws DatabaseUnavailable when it cannot be parsed.
 */
export function placeOf(url: string, origin: string): string {
  const parsed = isDatabaseUrl(url) && URL.canParse(url) ? new URL(url) : undefined;
  // An @ without a user before it: the password holds a character that ended the host's part, so the host is a secret.
  if (parsed === undefined || (parsed.username === '' && url.includes('@')))
    throw new DatabaseUnavailable(
      `${origin} holds no database URL; write postgres://user:password@host:5432/database, ` +
        'and in a password %2F for /, %3F for ?, %23 for #, %40 for @, %3A for :, %25 for %',
    );
  const { username, host, pathname, searchParams } = parsed;
  // A host among the parameters, as a socket's folder must be, takes precedence with pg too.
  return `postgres://${username === '' ? '' : `${username}@`}${searchParams.get('host') ?? host}${pathname}`;
}

/** What a failure to connect means and what to do. */
export function whyUnusable(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cure = 'code' in error && typeof error.code === 'string' ? CURES.get(error.code) : undefined;
  return `${cure ?? `no proper answer within ${CONNECT_DEADLINE_MS} ms`} (${error.message || error.name})`;
}
