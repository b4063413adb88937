import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import { tryLock, unlock } from './advisory-lock.ts';

/** A schema to work in, apart from everything else in the database. */
export interface FreshSchema {
  readonly name: string;
  /** The database's URL with this schema as the whole search path: unqualified names mean what lies in it. */
  readonly url: string;
  /** Drops the schema with all that is in it, unless it was given by name. */
  close(): Promise<void>;
}

/** Schemas without a name of their own. Only these are ever dropped. */
const OWN_NAMES = '^tchatator_check_[0-9a-f]{16}$';
const GIVEN_NAME = /^[a-z_][a-z0-9_]{0,62}$/;
const CONNECT_DEADLINE_MS = 5_000;
/** A statement that finds somebody working in a schema gives up after this, rather than wait for them. */
const LOCK_TIMEOUT_MS = 2_000;

const LOCK_NOT_AVAILABLE = '55P03';

const schemasSchema = z.array(z.object({ name: z.string() }));

/**
 * Makes a schema with a random name, or takes the one of the given name, made if missing.
 *
 * A run that dies leaves its schema behind. So a schema with a random name is held by an advisory lock, which lasts as
 * long as the connection that took it: one whose lock can be had belongs to nobody, and is dropped here.
 * @throws RangeError for a name that would need quotes.
 */
export async function freshSchema(url: string, name?: string): Promise<FreshSchema> {
  return name === undefined ? ownSchema(url) : givenSchema(url, name);
}

async function givenSchema(url: string, name: string): Promise<FreshSchema> {
  if (!GIVEN_NAME.test(name))
    throw new RangeError(
      `a schema is named with a-z, 0-9 and _, at most 63 of them, not ${JSON.stringify(name)}`,
    );
  const client = await connect(url);
  try {
    await client.query(`create schema if not exists ${name}`);
  } finally {
    await client.end();
  }
  return { name, url: withSearchPath(url, name), close: () => Promise.resolve() };
}

async function ownSchema(url: string): Promise<FreshSchema> {
  const name = `tchatator_check_${randomBytes(8).toString('hex')}`;
  const holder = await connect(url);
  try {
    await dropStale(holder);
    // Locked before it is there, so that nobody finds it without its owner. The name is new: nobody has the lock.
    await tryLock(holder, name);
    await holder.query(`create schema ${name}`);
  } catch (error) {
    await holder.end();
    throw error;
  }
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= drop(holder, { url, name }));
  return { name, url: withSearchPath(url, name), close };
}

/** Drops what dead runs left behind, except where somebody still works in it: another start will try again. */
async function dropStale(holder: pg.Client): Promise<void> {
  const { rows } = await holder.query(
    'select nspname as name from pg_namespace where nspname ~ $1 and nspowner = current_user::regrole',
    [OWN_NAMES],
  );
  for (const { name } of schemasSchema.parse(rows)) {
    if (!(await tryLock(holder, name))) continue;
    await holder.query(`drop schema if exists ${name} cascade`).catch(ignoreBusy);
    await unlock(holder, name);
  }
}

function ignoreBusy(error: unknown): void {
  if (!(error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE)) throw error;
}

/** Over a connection of its own, since the holder's may have been lost meanwhile. */
async function drop(holder: pg.Client, { url, name }: { url: string; name: string }): Promise<void> {
  const client = await connect(url);
  try {
    await client.query(`drop schema if exists ${name} cascade`);
  } finally {
    await client.end();
    await holder.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_DEADLINE_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'tchatator-check schema',
  });
  // Losing an idle connection is no event here: the schema is dropped over a new one.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function withSearchPath(url: string, name: string): string {
  const parsed = new URL(url);
  const options = `${parsed.searchParams.get('options') ?? ''} -csearch_path=${name}`.trimStart();
  parsed.searchParams.set('options', options);
  // A URL's parameters write a space as +, which libpq takes for a plus.
  parsed.search = parsed.search.replaceAll('+', '%20');
  return parsed.href;
}
