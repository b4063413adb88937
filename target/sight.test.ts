import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { provideEmbedded } from '../database/embedded.ts';
import { fieldTables } from '../database/field-tables.ts';
import { openSight, type OpenedSight } from './sight.ts';

const MESSAGES = 'select id, sender_id, receiver_id, content from message';

let server: Database;
beforeAll(async () => {
  server = await provideEmbedded({ log: (line) => expect.unreachable(line), durable: false });
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query(fieldTables());
  await client.end();
});
afterAll(() => server.close());

/** What it says of where messages are kept, while none has come. */
async function doubt(opened: OpenedSight | undefined): Promise<string | undefined> {
  if (opened?.sight.kind !== 'open') throw new Error('nothing is open');
  try {
    return await opened.sight.store.doubt();
  } finally {
    await opened.close();
  }
}

test('where no database is known, nothing is opened', async () => {
  expect(await openSight({})).toBeUndefined();
  expect(await openSight({ messageSql: MESSAGES })).toBeUndefined();
});

test('that a server keeps its messages there is taken from its profile, which names the database', async () => {
  expect(await doubt(await openSight({ database: server.url }))).toBeUndefined();
});

test('or which says how they are selected', async () => {
  expect(await doubt(await openSight({ messageSql: MESSAGES }, server.url))).toBeUndefined();
});

test('of a database that it was given it is not known', async () => {
  expect(await doubt(await openSight({}, server.url))).toMatch(/^no message has come to the table message/);
});

test('the database it was given goes before the one its profile names', async () => {
  const opened = await openSight({ database: 'postgres://127.0.0.1:1/nowhere' }, server.url);
  expect(opened?.sight.kind).toBe('open');
  await opened?.close();
});

test('what cannot be opened says why, and there is nothing to close', async () => {
  const opened = await openSight({ database: 'postgres://me:hunter2@127.0.0.1:1/nowhere' });
  expect(opened?.sight).toMatchObject({ kind: 'unseen' });
  expect(JSON.stringify(opened?.sight)).not.toContain('hunter2');
  await opened?.close();
});
