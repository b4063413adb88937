import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../database/database.ts';
import { provideEmbedded } from '../../database/embedded.ts';
import { fieldTables } from '../../database/field-tables.ts';
import { freshDatabase, type FreshDatabase } from '../../database/fresh-database.ts';
import { withClient } from '../../database/with-client.ts';
import { ROLES, type Account } from '../profile.ts';
import { accountSqlFile, toAccountSql, type AccountSql } from './account-sql.ts';
import { furnish, type Furnishing } from './furnish.ts';
import { NotFurnished } from './not-furnished.ts';

const countsSchema = z.array(z.object({ count: z.coerce.number() }));
const FIELD = fieldTables();
let server: Database;
let database: FreshDatabase;
let folder: string;
let logged: string[];

beforeAll(async () => {
  server = await provideEmbedded({ log: (line) => expect.unreachable(line), durable: false });
  folder = mkdtempSync(join(tmpdir(), 'furnish-test-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});
beforeEach(async () => {
  logged = [];
  database = await freshDatabase(server);
});
afterEach(() => database.close());

function furnished(more: Partial<Furnishing> = {}): Promise<Account[]> {
  return furnish(database.url, { schema: [], listed: [], log: (line) => logged.push(line), ...more });
}

/** A file with this SQL. */
function file(name: string, sql: string): string {
  const path = join(folder, name);
  writeFileSync(path, sql);
  return path;
}

function template(sql: z.input<typeof accountSqlFile>): AccountSql {
  return toAccountSql(accountSqlFile.parse(sql));
}

function count(from: string): Promise<number> {
  return withClient(database.url, async (client) => {
    const { rows } = await client.query(`select count(*) from ${from}`);
    return countsSchema.parse(rows)[0]?.count ?? NaN;
  });
}

const LISTED: Account[] = [
  { id: 700, role: 'admin', token: 'token-of-the-boss' },
  { id: 1003, role: 'member', token: 'token-of-a-member' },
];

describe('the field’s tables', () => {
  test('get accounts of every role, each with a token of its own', async () => {
    const accounts = await furnished();
    expect(ROLES.map((role) => accounts.filter((account) => account.role === role).length)).toEqual([
      22, 14, 12,
    ]);
    expect(new Set(accounts.map(({ token }) => token)).size).toBe(48);
    expect(await count('professional_user')).toBe(14);
    expect(logged).toEqual([]);
  });

  test('get those of the profile too, with the ids they have there', async () => {
    const accounts = await furnished({ listed: LISTED });
    expect(accounts.slice(0, 2)).toEqual(LISTED);
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(50);
    expect(await count("user_account where account_id = 700 and api_token = 'token-of-the-boss'")).toBe(1);
    expect(await count('administrator_user where user_id = 700')).toBe(1);
  });
});

describe('SQL files', () => {
  test('are run in their order, whatever one does to its session', async () => {
    const schema = [
      file('one.sql', "create table one (id int); select pg_catalog.set_config('search_path', '', false);"),
      file('two.sql', 'insert into one values (1);'),
    ];
    expect(await furnished({ schema })).toEqual([]);
    expect(await count('one')).toBe(1);
    expect(logged).toEqual([
      `${schema.join(', ')}: no tables as in the field, so no accounts were made; account-sql says how to make some`,
    ]);
  });

  test('may be what pg_dump writes today', async () => {
    const schema = [file('dump.sql', '\\restrict abc\ncreate table one (id int);\n\\unrestrict abc\n')];
    await furnished({ schema });
    expect(await count('one')).toBe(0);
  });

  test('that make the field’s tables get accounts; those of the profile are taken to be there', async () => {
    const schema = [file('field.sql', FIELD)];
    const accounts = await furnished({ schema, listed: LISTED });
    expect(accounts).toHaveLength(50);
    expect(await count('user_account')).toBe(48);
  });

  test('an account of the profile whose id the database gives away is left out', async () => {
    const listed: Account[] = [{ id: 3, role: 'member', token: 'never-made' }];
    const accounts = await furnished({ schema: [file('field.sql', FIELD)], listed });
    expect(accounts.filter(({ id }) => id === 3)).toHaveLength(1);
    expect(accounts.some(({ token }) => token === 'never-made')).toBe(false);
    expect(logged).toEqual([
      'account 3 of the profile is left out: the database has given this id to another',
    ]);
  });
});

describe('account-sql', () => {
  const PERSON = 'create table person (number serial primary key, kind text, secret text unique, label text)';

  test('one template makes every account, with values that are bound', async () => {
    const accountSql = template(
      'insert into person (number, kind, secret, label) values (:id, :role, :token, :name)',
    );
    const accounts = await furnished({ schema: [file('person.sql', PERSON)], accountSql });
    expect(accounts).toHaveLength(48);
    const [first] = accounts;
    expect(await count(`person where number = ${first?.id ?? 0} and secret = '${first?.token ?? ''}'`)).toBe(
      1,
    );
    expect(await count("person where label = 'user' || number")).toBe(48);
  });

  test('may return ids and tokens of its own', async () => {
    const accountSql = template(
      'insert into person (kind, secret) values (:role, md5(:name)) returning number + 100 as id, secret as token',
    );
    const accounts = await furnished({ schema: [file('person.sql', PERSON)], accountSql });
    expect(Math.min(...accounts.map(({ id }) => id))).toBe(101);
    expect(accounts.every(({ token }) => /^[0-9a-f]{32}$/.test(token))).toBe(true);
  });

  test('may say it for each role, in several statements; a role it leaves out has no accounts', async () => {
    const accountSql = template({
      member: "insert into person values (:id, 'm', :token); insert into person (kind) values ('beside');",
      pro: "insert into person values (:id, 'p', :token)",
    });
    const accounts = await furnished({ schema: [file('person.sql', PERSON)], accountSql });
    expect(accounts.map(({ role }) => role)).not.toContain('admin');
    expect(await count("person where kind = 'beside'")).toBe(22);
  });

  test('without files makes those of the profile too', async () => {
    const accountSql = template(
      'with a as (insert into account (id) values (:id)) insert into user_account (account_id, api_token) values (:id, :token)',
    );
    const accounts = await furnished({ listed: LISTED, accountSql });
    expect(accounts.slice(0, 2)).toEqual(LISTED);
    expect(await count("user_account where api_token = 'token-of-the-boss'")).toBe(1);
  });
});

test('what the database refuses is told with its place and cure', async () => {
  const person = file('person.sql', 'create table person (number int, secret text)');
  const trials: Partial<Furnishing>[] = [
    { schema: [file('typo.sql', '-- é\n\ncreate tabel one (id int);')] },
    { schema: [file('psql.sql', 'create table one (id int);\n\\i other.sql\n')] },
    { schema: [file('copy.sql', 'create table one (id int);\ncopy one from stdin;\n1\n\\.\n')] },
    { schema: [file('twice.sql', 'create table one (id int); create table one (id int);')] },
    { schema: [join(folder, 'no-such-file.sql')] },
    { schema: [file('other.sql', FIELD.replace('mail varchar(100) unique', 'mail varchar(3) unique'))] },
    { schema: [person], accountSql: template('insert into persons values (:id, :token)') },
    { schema: [person], accountSql: template({ pro: 'insert into person values (:token, :id)' }) },
    { schema: [person], accountSql: template("insert into person values (:id, format('%s', :token))") },
    {
      schema: [person],
      accountSql: template("insert into person values (1, '') returning -1 as id, '' as token"),
    },
  ];
  const told: string[] = [];
  for (const trial of trials) {
    const own = await freshDatabase(server);
    const failure: unknown = await furnish(own.url, {
      schema: [],
      listed: [],
      log: () => undefined,
      ...trial,
    }).catch((error: unknown) => error);
    await own.close();
    expect(failure).toBeInstanceOf(NotFurnished);
    if (failure instanceof NotFurnished) told.push(failure.lines.join('\n').replaceAll(`${folder}/`, ''));
  }
  await expect(`${told.join('\n\n')}\n`).toMatchFileSnapshot('golden/not-furnished.txt');
});

test('a database that does not answer is not the fault of the file', async () => {
  const schema = [file('right.sql', 'create table one (id int)')];
  const refusal = await furnish('postgres://nobody@127.0.0.1:1/none', {
    schema,
    listed: [],
    log: (line) => logged.push(line),
  }).catch((error: unknown) => error);
  expect(String(refusal)).toBe(
    'DatabaseUnavailable: the database that was made for the run does not answer (connect ECONNREFUSED 127.0.0.1:1)',
  );
});
