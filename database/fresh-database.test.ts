import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { DatabaseUnavailable, type Database } from './database.ts';
import { provideEmbedded } from './embedded.ts';
import { freshDatabase } from './fresh-database.ts';
import { openClient, withClient } from './with-client.ts';

/** A name such as a run that died has left behind. */
const LEFT = 'tchatator_check_0123456789abcdef';
const WAITING = "select mode as name from pg_locks where locktype = 'advisory' and not granted";
const namesSchema = z.array(z.object({ name: z.string() }));
let server: Database;

beforeAll(async () => {
  server = await provideEmbedded({ log: (line) => expect.unreachable(line), durable: false });
});

afterAll(() => server.close());

afterEach(async () => {
  for (const name of await databases()) await run(`drop database ${name} with (force)`);
});

test('what is made in it lies in public, and goes with it', async () => {
  const database = await freshDatabase(server);
  await run('create table message (id int)', database.url);
  expect(
    await names("select schemaname as name from pg_tables where tablename = 'message'", database.url),
  ).toEqual(['public']);
  expect(await databases()).toEqual([database.name]);
  await Promise.all([database.close(), database.close()]);
  expect(await databases()).toEqual([]);
});

test('it is dropped though somebody is connected', async () => {
  const database = await freshDatabase(server);
  const client = await openClient(database.url);
  await database.close();
  expect(await databases()).toEqual([]);
  await client.end();
});

test('two live side by side, though each sweeps at its start', async () => {
  const [one, other] = await Promise.all([freshDatabase(server), freshDatabase(server)]);
  expect(await databases()).toEqual([one.name, other.name].sort());
  await one.close();
  expect(await databases()).toEqual([other.name]);
  await other.close();
});

test('what a dead run left behind is dropped at the next start, unless somebody is connected', async () => {
  await run(`create database ${LEFT}`);
  const client = await openClient(server.url.replace('/postgres', `/${LEFT}`));
  const first = await freshDatabase(server);
  expect(await databases()).toEqual([LEFT, first.name].sort());
  await client.end();
  // The server may take a moment to notice that nobody is connected any more.
  await expect
    .poll(async () => {
      const next = await freshDatabase(server);
      await next.close();
      return databases();
    })
    .toEqual([first.name]);
  await first.close();
});

test('a database that another run has made a moment ago is not taken for a dead one’s', async () => {
  await withClient(server.url, async (other) => {
    await other.query("select pg_advisory_lock_shared(hashtextextended('tchatator-check database', 0))");
    await other.query(`create database ${LEFT}`);
    const database = await freshDatabase(server);
    expect(await databases()).toEqual([LEFT, database.name].sort());
    await database.close();
  });
});

test('whoever makes one holds the lock, so that nobody looks for dead ones meanwhile', async () => {
  await withClient(server.url, async (other) => {
    await other.query("select pg_advisory_lock(hashtextextended('tchatator-check database', 0))");
    const coming = freshDatabase(server);
    await expect.poll(() => names(WAITING)).toEqual(['ShareLock']);
    expect(await databases()).toEqual([]);
    await other.query('select pg_advisory_unlock_all()');
    await (await coming).close();
  });
});

test(
  'on a server of somebody else it goes with its owner, whatever that dies of',
  { timeout: 60_000 },
  async () => {
    const owner = spawn(process.execPath, ['--input-type=module', '-e', OWNER, server.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(owner.stdout, 'data');
    expect(await databases()).toHaveLength(1);
    owner.kill('SIGKILL');
    await expect.poll(databases, { timeout: 30_000 }).toEqual([]);
  },
);

const OWNER = `
  import { freshDatabase } from '${new URL('../dist/database/fresh-database.js', import.meta.url).href}';
  await freshDatabase({ url: process.argv[1], kind: 'url' });
  console.log('made');
  setInterval(() => undefined, 1_000);
`;

test('a user without the right to make databases is told so, without a password', async () => {
  await run("create role guest login password 'S3CRET'");
  const url = new URL(server.url);
  [url.username, url.password] = ['guest', 'S3CRET'];
  const refusal = await freshDatabase({ url: url.href, kind: 'url' }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DatabaseUnavailable);
  expect(String(refusal)).toBe(
    'DatabaseUnavailable: the user guest may not make databases, and the server under test needs one of its own; ' +
      'say "alter role guest createdb" as an administrator, give the URL of a user who may, or --database embedded',
  );
  await run('drop role guest');
});

function databases(): Promise<string[]> {
  return names("select datname as name from pg_database where datname like 'tchatator_check_%' order by 1");
}

async function run(sql: string, url = server.url): Promise<void> {
  await withClient(url, (client) => client.query(sql));
}

function names(sql: string, url = server.url): Promise<string[]> {
  return withClient(url, async (client) =>
    namesSchema.parse((await client.query(sql)).rows).map(({ name }) => name),
  );
}
