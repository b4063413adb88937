import { readFile } from 'node:fs/promises';
import pg, { type ClientBase } from 'pg';
import { unavailable } from '../../database/database.ts';
import { insertFieldAccounts, type Newcomer } from '../../database/field-accounts.ts';
import { fieldTables } from '../../database/field-tables.ts';
import { newcomers } from '../../database/newcomers.ts';
import { openClient, useClient } from '../../database/with-client.ts';
import type { Account } from '../profile.ts';
import type { AccountSql } from './account-sql.ts';
import { insertAccount } from './insert-account.ts';
import type { Launch } from './launch.ts';
import { NotFurnished, sqlFailure } from './not-furnished.ts';

export interface Furnishing extends Pick<Launch, 'schema' | 'accountSql'> {
  /** The accounts of the profile. */
  readonly listed: readonly Account[];
  /** How many accounts to make besides; 48 unless told. */
  readonly count?: number;
  readonly log: (line: string) => void;
}

/** So many let every case have accounts whose quotas are whole. */
const ACCOUNTS = 48;
/** Ids of ours begin behind this one: those before may be in the SQL files. */
const IDS_FROM = 1000;

/**
 * Puts tables and accounts into a fresh database: the field's, or a team's own. Returns the accounts of the run, which are
 * those of the profile and new ones. Without SQL files nobody but us can have made those of the profile: they are made
 * too. With such files they are taken to be there.
 * @throws NotFurnished for what the profile says, DatabaseUnavailable when the database does not answer
 */
export async function furnish(url: string, furnishing: Furnishing): Promise<Account[]> {
  const { schema, listed, accountSql, count = ACCOUNTS } = furnishing;
  for (const file of schema) await runFile(url, file);
  if (schema.length === 0) await onDatabase(url, (client) => client.query(fieldTables()));
  const wanted = schema.length === 0 ? [...listed, ...newcomers(count)] : newcomers(count);
  const made = await onDatabase(url, (client) =>
    accountSql === undefined ? builtIn(client, wanted, furnishing) : bySql(client, wanted, accountSql),
  );
  return schema.length === 0 ? made : together(made, furnishing);
}

/** Each on a connection of its own, since a dump changes the settings of its session. */
async function runFile(url: string, file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new NotFurnished([`${file} cannot be read: ${cause instanceof Error ? cause.message : ''}`], {
      cause,
    });
  });
  // What a newer pg_dump puts around its output is psql's, not SQL; its place is kept for the numbers of the lines.
  const sql = text.replace(/^\\(?:un)?restrict .*$/gm, '');
  await onDatabase(url, (client) =>
    client.query(sql).catch((error: unknown) => {
      throw sqlFailure(error, { what: file, sql });
    }),
  );
}

/** As withClient; that nobody answers is the database's fault, and not that of what was to be done there. */
async function onDatabase<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await openClient(url).catch((error: unknown) => {
    throw unavailable('the database that was made for the run does not answer', error);
  });
  return useClient(client, work);
}

async function builtIn(
  client: ClientBase,
  wanted: readonly Newcomer[],
  { schema, log }: Furnishing,
): Promise<Account[]> {
  if (!(await hasFieldTables(client))) {
    log(
      `${schema.join(', ')}: no tables as in the field, so no accounts were made; account-sql says how to make some`,
    );
    return [];
  }
  return insertFieldAccounts(client, wanted).catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError)) throw error;
    throw new NotFurnished(
      [
        `the tables of ${schema.join(', ')} do not take accounts as in the field: ${error.message}`,
        'say with account-sql how accounts are made',
      ],
      { cause: error },
    );
  });
}

/** Whether all is there that the built-in accounts are written into. */
async function hasFieldTables(client: ClientBase): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from unnest(array['account', 'user_account', 'administrator_user', 'professional_user', 'member_user'])
     as wanted where to_regclass(wanted) is not null`,
  );
  return rowCount === 5;
}

async function bySql(
  client: ClientBase,
  wanted: readonly Newcomer[],
  accountSql: AccountSql,
): Promise<Account[]> {
  const made: Account[] = [];
  let highest = Math.max(IDS_FROM, ...wanted.map(({ id = 0 }) => id));
  await client.query('begin');
  for (const newcomer of wanted) {
    const statements = accountSql[newcomer.role];
    if (statements === undefined) continue;
    const id = newcomer.id ?? ++highest;
    made.push(
      await insertAccount(client, { ...newcomer, id }, statements).catch((error: unknown) => {
        throw sqlFailure(error, { what: `account-sql, for a ${newcomer.role}`, secret: newcomer.token });
      }),
    );
  }
  await client.query('commit');
  return made;
}

/** Two accounts of one id would make a server look wrong. One that the database has just given away is gone. */
function together(made: readonly Account[], { listed, log }: Furnishing): Account[] {
  const ids = new Set(made.map(({ id }) => id));
  for (const { id } of listed.filter((account) => ids.has(account.id)))
    log(`account ${id} of the profile is left out: the database has given this id to another`);
  return [...listed.filter(({ id }) => !ids.has(id)), ...made];
}
