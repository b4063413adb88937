import type { ClientBase } from 'pg';
import { insertFieldAccounts } from '../database/field-accounts.ts';
import { newcomers } from '../database/newcomers.ts';
import { withConnection } from './database-connection.ts';
import type { Account } from './store/accounts.ts';

/**
 * Adds accounts with new random tokens, of all roles.
 * @throws RangeError below `FEWEST_ACCOUNTS`; DatabaseUnreachable
 */
export async function seedAccounts(url: string, count: number): Promise<Account[]> {
  const wanted = newcomers(count);
  return withConnection(url, (client) => insertFieldAccounts(client, wanted));
}

/** Sees to it that an administrator has this token, at most 64 characters long. */
export async function ensureAdministrator(client: ClientBase, token: string): Promise<void> {
  const { rowCount } = await client.query('select from user_account where api_token = $1', [token]);
  if (rowCount === 0) await insertFieldAccounts(client, [{ role: 'admin', token }]);
  else await client.query(PROMOTE, [token]);
}

const PROMOTE = `
  insert into administrator_user (user_id, pseudo)
  select account_id, format('admin%s', account_id) from user_account where api_token = $1
  on conflict (user_id) do nothing`;
