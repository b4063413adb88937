import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { askVersion } from './connection.ts';
import type { Database } from './database.ts';
import { provideEmbedded } from './embedded.ts';
import { sweep } from './sweep.ts';

let database: Database;
let folder = '';
const logged: string[] = [];

const log = (line: string) => void logged.push(line);

beforeEach(async () => {
  logged.length = 0;
  // Most tests take nothing from it: the next gets it too.
  if (existsSync(folder)) return;
  database = await provideEmbedded({ log, durable: false });
  folder = database.description.replace(/.* in /, '');
});

afterAll(() => database.close());

test('it says what and where it is, without the password', async () => {
  const { host, password } = new URL(database.url);
  const version = await askVersion(database.url, 5_000);
  expect(database.kind).toBe('embedded');
  expect(database.description).toBe(`embedded PostgreSQL ${version} on ${host} in ${folder}`);
  expect(database.description).not.toContain(password);
});

test('it keeps text of all kinds, and sorts by code point whatever the machine is set to', async () => {
  const words = "values ('é'), ('z'), ('B'), ('😀'), ('a')";
  const sorted = `select string_agg(word, ' ' order by word) as words from (${words}) list (word)`;
  expect(await query(sorted)).toEqual([{ words: 'B a z é 😀' }]);
});

test('it lets in only who knows the password, and only PostgreSQL into its files', async () => {
  const wrong = new URL(database.url);
  wrong.password = 'guess';
  await expect(askVersion(wrong.href, 5_000)).rejects.toMatchObject({ code: '28P01' });
  expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
});

test('a sweep leaves it alone while its owner lives', async () => {
  await sweep(log);
  expect(await query('select 1 as one')).toEqual([{ one: 1 }]);
  expect(logged.filter((line) => line.includes(folder))).toEqual([]);
});

test('it waits for the disk only when it is to be durable', async () => {
  const settings =
    "select string_agg(setting, ' ') as settings from pg_settings where name in ('fsync', 'synchronous_commit')";
  expect(await query(settings)).toEqual([{ settings: 'off off' }]);
  await using durable = await provideEmbedded({ log, durable: true });
  expect(await query(settings, durable)).toEqual([{ settings: 'on on' }]);
});

test('closed, it is gone, even for a client in the middle of something', async () => {
  const client = new pg.Client(database.url);
  client.on('error', () => undefined);
  await client.connect();
  const sleeping = expect(client.query('select pg_sleep(60)')).rejects.toThrow();
  await Promise.all([database.close(), database[Symbol.asyncDispose]()]);
  await sleeping;
  await expect(askVersion(database.url, 5_000)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(existsSync(folder)).toBe(false);
  expect(logged).toEqual([]);
});

test('it says so when it ends by itself', async () => {
  const [pid] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGINT');
  await expect
    .poll(() => logged)
    .toEqual([
      expect.stringMatching(/^the embedded PostgreSQL ended by itself; .*database system is shut down$/s),
    ]);
});

async function query(sql: string, { url } = database): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<object>(sql)).rows;
  } finally {
    await client.end();
  }
}
