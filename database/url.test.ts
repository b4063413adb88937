import { once } from 'node:events';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DatabaseUnavailable, type Database } from './database.ts';
import { provideEmbedded } from './embedded.ts';
import { freePort } from './free-port.ts';
import { provideUrl } from './url.ts';

let server: Database;
let host: string;

beforeAll(async () => {
  server = await provideEmbedded({ log: (line) => expect.unreachable(line), durable: false });
  host = new URL(server.url).host;
});

afterAll(() => server.close());

test('a database that answers is described without its password, and outlives its closing', async () => {
  for (const url of [server.url, server.url.replace('postgres:', 'postgresql:')]) {
    const database = await provideUrl(url, '--database');
    expect(database).toMatchObject({ kind: 'url', url });
    expect(database.description.replace(/\d+\.\d+/, '17.5')).toBe(
      `PostgreSQL 17.5 at postgres://tchatator@${host}/postgres`,
    );
    await database.close();
  }
});

test('a wrong password', async () => {
  expect(await refusal({ password: 'S3CRET' })).toBe(
    `DATABASE_URL names postgres://tchatator@${host}/postgres, which cannot be used: the server refuses this user or ` +
      'password; correct them (password authentication failed for user "tchatator")',
  );
});

test('a database that is not there', async () => {
  expect(await refusal({ pathname: '/nowhere' })).toBe(
    `DATABASE_URL names postgres://tchatator@${host}/nowhere, which cannot be used: there is no such database; create ` +
      'it, or correct the name (database "nowhere" does not exist)',
  );
});

test('a port where nothing listens', async () => {
  const port = `${await freePort()}`;
  expect(await refusal({ port })).toBe(
    `DATABASE_URL names postgres://tchatator@127.0.0.1:${port}/postgres, which cannot be used: nothing listens there; ` +
      `start the server, or correct host and port (connect ECONNREFUSED 127.0.0.1:${port})`,
  );
});

test('a socket that is not there', async () => {
  const { port } = new URL(server.url);
  expect(await refusal({ search: 'host=/nowhere' })).toBe(
    'DATABASE_URL names postgres://tchatator@/nowhere/postgres, which cannot be used: there is no such socket; start ' +
      `the server, or correct the folder (connect ENOENT /nowhere/.s.PGSQL.${port})`,
  );
});

test('a server that never answers', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = typeof address === 'object' ? `${address?.port}` : '';
  expect(await refusal({ port })).toBe(
    `DATABASE_URL names postgres://tchatator@127.0.0.1:${port}/postgres, which cannot be used: no proper answer within ` +
      '5000 ms (timeout expired)',
  );
  silent.close();
});

test.each([
  'postgres://me:S3/CRET@localhost:5432/db',
  'postgres://me:53?CRET@localhost/db',
  'mysql://me:S3CRET@localhost/db',
  'S3CRET',
])('what is no database URL is not repeated: %s', async (url) => {
  const error: unknown = await provideUrl(url, '--database').catch((each: unknown) => each);
  expect(error).toBeInstanceOf(DatabaseUnavailable);
  expect(inspect(error)).not.toMatch(/S3|53|CRET/);
  expect(String(error)).toBe(
    'DatabaseUnavailable: --database holds no database URL; write postgres://user:password@host:5432/database, ' +
      'and in a password %2F for /, %3F for ?, %23 for #, %40 for @, %3A for :, %25 for %',
  );
});

/** The message for the server's URL with some parts changed. */
async function refusal(
  parts: Partial<Record<'password' | 'pathname' | 'port' | 'search', string>>,
): Promise<string> {
  const url = Object.assign(new URL(server.url), parts);
  const error: unknown = await provideUrl(url.href, 'DATABASE_URL').catch((each: unknown) => each);
  if (!(error instanceof DatabaseUnavailable)) expect.unreachable('it was provided');
  // The cause is printed too when an error goes unnoticed.
  expect(inspect(error)).not.toContain(url.password);
  return error.message;
}
