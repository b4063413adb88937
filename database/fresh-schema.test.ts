import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { freshDatabase, type FreshDatabase } from './fresh-database.ts';
import { freshSchema } from './fresh-schema.ts';

/** A name such as a run that died has left behind. */
const LEFT = 'tchatator_check_0123456789abcdef';
const namesSchema = z.array(z.object({ name: z.string() }));
let server: FreshDatabase;

beforeAll(async () => {
  server = await freshDatabase({ url: inject('databaseUrl'), kind: 'embedded' });
});

afterAll(() => server.close());

afterEach(async () => {
  for (const name of await schemas()) await names(`drop schema ${name} cascade`);
});

test('unqualified names land in it, and it goes with all that lies in it', async () => {
  const schema = await freshSchema(server.url);
  await run('create table account (id int)', schema.url);
  expect(
    await names('select tablename as name from pg_tables where schemaname = current_schema()', schema.url),
  ).toEqual(['account']);
  expect(await schemas()).toEqual([schema.name]);
  await Promise.all([schema.close(), schema.close()]);
  expect(await schemas()).toEqual([]);
});

test('two live side by side, though each sweeps at its start', async () => {
  const [one, other] = await Promise.all([freshSchema(server.url), freshSchema(server.url)]);
  expect(await schemas()).toEqual([one.name, other.name].sort());
  await one.close();
  expect(await schemas()).toEqual([other.name]);
  await other.close();
});

test('what a dead run left behind is dropped at the next start', async () => {
  await run(`create schema ${LEFT}; create table ${LEFT}.account (id int)`);
  const schema = await freshSchema(server.url);
  expect(await schemas()).toEqual([schema.name]);
  await schema.close();
});

test('what a dead run left behind stays while somebody works in it', async () => {
  await run(`create schema ${LEFT}; create table ${LEFT}.account (id int)`);
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query(`begin; lock table ${LEFT}.account`);
  const schema = await freshSchema(server.url);
  expect(await schemas()).toEqual([LEFT, schema.name].sort());
  await client.end();
  await schema.close();
});

test('a schema whose owner lost its connection is closed all the same', async () => {
  const schema = await freshSchema(server.url);
  await run(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tchatator-check schema' and datname = current_database()",
  );
  await schema.close();
  expect(await schemas()).toEqual([]);
});

test('a schema that was given by name is made if missing, and stays', async () => {
  for (const column of ['made', 'found']) {
    const schema = await freshSchema(server.url, 'tchatator_check_mine');
    await run(`create table ${column} (id int)`, schema.url);
    await schema.close();
  }
  const other = await freshSchema(server.url);
  expect(await schemas()).toContain('tchatator_check_mine');
  await other.close();
  const tables =
    "select tablename as name from pg_tables where schemaname = 'tchatator_check_mine' order by 1";
  expect(await names(tables)).toEqual(['found', 'made']);
});

test('a name that would need quotes is refused', async () => {
  const naming = (name: string) => freshSchema(server.url, name);
  for (const name of ['', 'Mine', '1st', 'a"; drop schema public', 'a'.repeat(64)])
    await expect(naming(name)).rejects.toThrow(RangeError);
});

test('options that the URL has already are kept', async () => {
  const url = `${server.url}?options=-c%20work_mem%3D5MB&application_name=a%2Bb%20c`;
  const schema = await freshSchema(url);
  expect(await names("select current_setting('work_mem') as name", schema.url)).toEqual(['5MB']);
  expect(await names("select current_setting('application_name') as name", schema.url)).toEqual(['a+b c']);
  expect(await names('select current_schema() as name', schema.url)).toEqual([schema.name]);
  await schema.close();
});

function schemas(): Promise<string[]> {
  return names("select nspname as name from pg_namespace where nspname ~ '^tchatator' order by 1");
}

/** The column `name` of what a query returns. */
async function names(sql: string, url = server.url): Promise<string[]> {
  const { rows } = await run(sql, url);
  return namesSchema.parse(rows).map(({ name }) => name);
}

async function run(sql: string, url = server.url): Promise<pg.QueryResult> {
  const client = new pg.Client(url);
  await client.connect();
  return client.query(sql).finally(() => client.end());
}
