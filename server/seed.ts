import { randomInt } from 'node:crypto';
import type { ClientBase } from 'pg';
import { withConnection } from './database-connection.ts';
import type { Account, Role } from './store/accounts.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const TOKEN_LENGTH = 64;
/** Two members, a professional and an administrator: fewer users cannot play every part of the protocol. */
export const FEWEST_ACCOUNTS = 4;

/**
 * Adds accounts with new random tokens: 45 % members, 30 % professionals, 25 % administrators, at least two members and
 * one of each other role.
 * @throws RangeError below `FEWEST_ACCOUNTS`; DatabaseUnreachable
 */
export async function seedAccounts(url: string, count: number): Promise<Account[]> {
  if (count < FEWEST_ACCOUNTS) throw new RangeError(`fewer than ${FEWEST_ACCOUNTS} accounts: ${count}`);
  const newcomers = rolesOf(count).map((role) => ({ role, token: randomToken() }));
  return withConnection(url, (client) => insertAccounts(client, newcomers));
}

/** Sees to it that an administrator has this token, at most 64 characters long. */
export async function ensureAdministrator(client: ClientBase, token: string): Promise<void> {
  const { rowCount } = await client.query('select from user_account where api_token = $1', [token]);
  if (rowCount === 0) await insertAccounts(client, [{ role: 'admin', token }]);
  else await client.query(PROMOTE, [token]);
}

function rolesOf(count: number): Role[] {
  const pros = Math.max(1, Math.round(0.3 * count));
  const admins = Math.max(1, Math.round(0.25 * count));
  return Array.from({ length: count }, (_, at) =>
    at < pros ? 'pro' : at < pros + admins ? 'admin' : 'member',
  );
}

function randomToken(): string {
  return Array.from({ length: TOKEN_LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
}

async function insertAccounts(
  client: ClientBase,
  newcomers: readonly Omit<Account, 'id'>[],
): Promise<Account[]> {
  const values = [newcomers.map(({ role }) => role), newcomers.map(({ token }) => token)];
  const { rows } = await client.query<Account>(INSERT, values);
  return rows;
}

/** Names are made from the id, which makes them as unique as it is. */
const INSERT = `
  with newcomer as (
    select nextval(pg_get_serial_sequence('account', 'id'))::int as id, role, token
    from unnest($1::text[], $2::text[]) with ordinality as newcomer (role, token, place) order by place
  ), account_row as (
    insert into account (id) select id from newcomer
  ), user_row as (
    insert into user_account (account_id, mail, password, api_token)
    select id, format('user%s@example.org', id), '', token from newcomer
  ), admin_row as (
    insert into administrator_user (user_id, pseudo)
    select id, format('admin%s', id) from newcomer where role = 'admin'
  ), pro_row as (
    insert into professional_user (user_id, code, denomination, siren, phone)
    select id, format('code%s', id), format('Company %s', id), lpad(id::text, 9, '0'), format('+99%s', id)
    from newcomer where role = 'pro'
  ), member_row as (
    insert into member_user (user_id, lastname, firstname, pseudo, phone)
    select id, 'Member', format('No. %s', id), format('member%s', id), format('+98%s', id)
    from newcomer where role = 'member'
  )
  select id, role, token from newcomer order by id`;

const PROMOTE = `
  insert into administrator_user (user_id, pseudo)
  select account_id, format('admin%s', account_id) from user_account where api_token = $1
  on conflict (user_id) do nothing`;
