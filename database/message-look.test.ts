import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { fieldTables } from './field-tables.ts';
import { freshDatabase, type FreshDatabase } from './fresh-database.ts';
import { freshSchema, type FreshSchema } from './fresh-schema.ts';
import { openMessageLook, type LookOptions, type MessageLook } from './message-look.ts';

let server: FreshDatabase;
let schema: FreshSchema;
const undo: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await freshDatabase({ url: inject('databaseUrl'), kind: 'embedded' });
  schema = await freshSchema(server.url);
  await run(fieldTables());
  await run('insert into account select from generate_series(1, 4)');
});

afterEach(async () => {
  for (const each of undo.splice(0)) await each();
  await run('truncate message restart identity');
});

afterAll(async () => {
  await schema.close();
  await server.close();
});

describe('messages are looked at', () => {
  test('those from or to the users, with all that is stored of them', async () => {
    await store([1, 2, 'Bonjour'], [3, 1, 'Salut'], [3, 4, 'autre']);
    const look = await open();
    const looked = await look.messages({ users: [1], text: 'nowhere', except: [] });
    if (looked.kind === 'unseen') throw new Error(looked.why);
    expect(looked.seen).toMatchObject([
      { id: '1', sender: '1', recipient: '2', content: 'Bonjour', deleted: false },
      { id: '2', sender: '3', recipient: '1', content: 'Salut', deleted: false },
    ]);
    expect(JSON.parse(looked.seen[0]?.whole ?? '')).toMatchObject({ seen: false, modified_date: null });
  });

  test('those with the text, whoever they are said to be from', async () => {
    await store([3, 4, 'autre q7x'], [3, 4, 'autre']);
    expect(await contents({ users: [1], text: 'q7x', except: [] })).toEqual(['autre q7x']);
  });

  test('but for those that are known', async () => {
    await store([1, 2, 'une'], [1, 2, 'deux'], [2, 1, 'trois']);
    const look = await open();
    const known = await look.ids([1]);
    expect(known).toEqual({ kind: 'seen', seen: ['1', '2', '3'] });
    expect(await contents({ users: [1], text: 'x', except: ['1', '3'] })).toEqual(['deux']);
  });

  test('with any sign in their content', async () => {
    await store([1, 2, `L'"été" \\ 😀 %_`]);
    expect(await contents({ users: [], text: `"été" \\ 😀 %_`, except: [] })).toEqual([`L'"été" \\ 😀 %_`]);
  });

  test('by several at once', async () => {
    await store([1, 2, 'Bonjour']);
    const look = await open();
    const ids = await Promise.all(Array.from({ length: 20 }, () => look.ids([1])));
    expect(new Set(ids.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ kind: 'seen', seen: ['1'] })]),
    );
  });

  test('up to a bound', async () => {
    await run(
      "insert into message (sender_id, receiver_id, content) select 1, 2, 'x' from generate_series(1, 2001)",
    );
    const look = await open();
    expect(await look.messages({ users: [1], text: 'y', except: [] })).toEqual({
      kind: 'unseen',
      why: 'these accounts have more than 2000 messages: give fresh ones',
    });
  });
});

describe('other tables', () => {
  const SQL = `select number as id, "from" as sender_id, "to" as receiver_id, body as content, removed as deleted
    from chat -- all of them
    ;`;
  const other = async (column: string): Promise<void> => {
    await run(
      `create table chat (number bigserial, "from" text, "to" text, body varchar(40), removed ${column})`,
    );
    undo.push(() => run('drop table chat'));
  };

  test.each([
    ['timestamp', 'now()'],
    ['int', '1'],
    ['boolean', 'true'],
  ])('are selected from; a mark of the type %s is read', async (type, mark) => {
    await other(type);
    await run(
      `insert into chat ("from", "to", body, removed) values ('1', '2', 'une', ${mark}), ('1', '2', null, null)`,
    );
    const look = await open({ sql: SQL });
    expect(await look.messages({ users: [1], text: 'x', except: [] })).toMatchObject({
      seen: [
        { id: '1', sender: '1', recipient: '2', content: 'une', deleted: true },
        { content: '', deleted: false },
      ],
    });
  });

  test('may have no mark', async () => {
    await store([1, 2, 'une']);
    const look = await open({ sql: 'select id, sender_id, receiver_id, content from message' });
    const looked = await look.messages({ users: [1], text: 'x', except: [] });
    expect(looked.kind === 'seen' && looked.seen[0]).not.toHaveProperty('deleted');
  });

  test('are never written to', async () => {
    await store([1, 2, 'une']);
    const sql = 'with gone as (delete from message returning *) select * from gone';
    expect(await unseen({ sql })).toMatch(/^message-sql fails: /);
    await run(
      'create function wipe() returns setof message language sql as $$ delete from message returning * $$',
    );
    undo.push(() => run('drop function wipe'));
    const look = await open({ sql: 'select * from wipe()' });
    expect(await look.ids([1])).toEqual({
      kind: 'unseen',
      why: expect.stringContaining('read-only') as unknown,
    });
    expect(await contents({ users: [1], text: 'x', except: [] })).toEqual(['une']);
  });
});

describe('what cannot be seen is told with its cure', () => {
  test('no table message', async () => {
    const empty = await freshSchema(server.url);
    undo.push(() => empty.close());
    expect(await unseen({ url: empty.url })).toBe(
      'the database has no table message: tell where messages are with message-sql in the profile',
    );
  });

  test('a table message of other columns', async () => {
    const own = await freshSchema(server.url);
    undo.push(() => own.close());
    await run('create table message (id int, author int, text text)', own.url);
    expect(await unseen({ url: own.url })).toBe(
      'the table message has other columns (column "sender_id" does not exist): select them with message-sql in the profile',
    );
  });

  test('a missing right', async () => {
    await run(`create role reader login password 'secret'; grant usage on schema ${schema.name} to reader`);
    undo.push(() => run(`drop owned by reader; drop role reader`));
    const url = new URL(schema.url);
    url.username = 'reader';
    url.password = 'secret';
    expect(await unseen({ url: url.href })).toBe(
      'the table message may not be read (permission denied for table message): grant select to the user of the URL',
    );
  });

  test.each([
    ['select', 'message-sql fails: column "id" does not exist'],
    ['select * from', 'message-sql fails: syntax error at or near ")"'],
    ['select 1 as id', 'message-sql fails: column "sender_id" does not exist'],
    ['select * from message; select 1', 'message-sql fails: syntax error at or near ";"'],
    ['select * from messages', 'message-sql fails: relation "messages" does not exist'],
  ])('a statement such as %s', async (sql, why) => {
    expect(await unseen({ sql })).toBe(why);
  });

  test('no database, without the password', async () => {
    const url = new URL(server.url);
    url.pathname = '/nowhere';
    url.password = 'hunter2';
    const why = await unseen({ url: url.href });
    expect(why).toMatch(
      /^postgres:\/\/\w+@127\.0\.0\.1:\d+\/nowhere cannot be looked into: the server refuses this /,
    );
    expect(why).not.toContain('hunter2');
    const unparsed = await unseen({ url: 'postgres://me:hun/ter2@127.0.0.1/x' });
    expect(unparsed).not.toContain('ter2');
  });
});

test('a connection that was lost is opened again', async () => {
  await store([1, 2, 'une']);
  const look = await open();
  await run(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tchatator-check look' and datname = current_database()",
  );
  expect(await look.ids([1])).toEqual({ kind: 'seen', seen: ['1'] });
});

describe('whether messages are kept elsewhere', () => {
  test('is not asked where somebody has said that they are here', async () => {
    expect(await (await open()).doubt()).toBeUndefined();
  });

  test('is doubted where nobody is connected', async () => {
    const own = await brought();
    expect(await own.look.doubt()).toBe(
      'no message has come to the table message, and nobody is connected to this database: the server seems to keep its messages elsewhere',
    );
  });

  test('is not doubted where a server is connected, and only the field’s tables are there', async () => {
    const own = await brought();
    await own.connect();
    expect(await own.look.doubt()).toBeUndefined();
  });

  test.each([
    ['create table chat (id int)', 'there is chat'],
    ['create table chat (id int); create table friend (id int)', 'there is chat and 1 more table'],
    ['create schema own; create table own.message (id int)', 'there is message'],
  ])('is doubted after %s', async (sql, found) => {
    const own = await brought();
    await own.connect();
    await run(sql, own.url);
    expect(await own.look.doubt()).toBe(
      `no message has come to the table message, and beside it ${found}: tell where messages are with message-sql in the profile`,
    );
  });

  test.each([
    ["insert into message (sender_id, receiver_id, content) values (1, 1, 'x')", 'a message is there'],
    ["insert into message (sender_id, receiver_id, content) values (1, 77, 'x')", 'one was refused by a key'],
  ])('is not doubted after %s: %s', async (sql) => {
    const own = await brought();
    await run('create table chat (id int)', own.url);
    await run(sql, own.url).catch((error: unknown) => {
      if (!(error instanceof pg.DatabaseError)) throw error;
    });
    expect(await own.look.doubt()).toBeUndefined();
  });
});

/** A database of its own with the field's tables and one account, as somebody who has not said what is kept there sees it. */
async function brought(): Promise<{ url: string; look: MessageLook; connect: () => Promise<void> }> {
  await run('create database brought', server.url);
  const url = new URL(server.url);
  url.pathname = '/brought';
  undo.push(() => run('drop database brought with (force)', server.url));
  await run(`${fieldTables()}; insert into account default values`, url.href);
  const look = await open({ url: url.href, isClaimed: false });
  const connect = async (): Promise<void> => {
    const client = new pg.Client(url.href);
    client.on('error', () => undefined);
    await client.connect();
    undo.unshift(() => client.end());
  };
  return { url: url.href, look, connect };
}

async function open(options: Partial<LookOptions> = {}): Promise<MessageLook> {
  const opened = await openMessageLook({ url: schema.url, isClaimed: true, ...options });
  if (opened.kind === 'unseen') throw new Error(opened.why);
  undo.unshift(opened.close);
  return opened.look;
}

async function unseen(options: Partial<LookOptions>): Promise<string> {
  const opened = await openMessageLook({ url: schema.url, isClaimed: true, ...options });
  if (opened.kind === 'open') await opened.close();
  return opened.kind === 'unseen' ? opened.why : 'all can be seen';
}

async function contents(scope: Parameters<MessageLook['messages']>[0]): Promise<string[]> {
  const looked = await (await open()).messages(scope);
  if (looked.kind === 'unseen') throw new Error(looked.why);
  return looked.seen.map(({ content }) => content);
}

async function store(...messages: readonly (readonly [number, number, string])[]): Promise<void> {
  const client = new pg.Client(schema.url);
  await client.connect();
  for (const values of messages)
    await client.query('insert into message (sender_id, receiver_id, content) values ($1, $2, $3)', [
      ...values,
    ]);
  await client.end();
}

async function run(sql: string, url = schema.url): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
