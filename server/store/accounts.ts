import type { Pool } from 'pg';

export type Role = 'member' | 'pro' | 'admin';

/** A user, known by a token. */
export interface Account {
  readonly id: number;
  readonly role: Role;
  readonly token: string;
}

/** Looks users up. */
export interface Accounts {
  /** The user whose token is exactly this one. */
  findByToken(token: string): Promise<Account | undefined>;
}

export function createAccounts(pool: Pool): Accounts {
  return {
    async findByToken(token) {
      // PostgreSQL's text holds no NUL, so no token does.
      if (token.includes('\0')) return undefined;
      const { rows } = await pool.query<Account>({
        name: 'account-by-token',
        text: BY_TOKEN,
        values: [token],
      });
      return rows[0];
    },
  };
}

/** A user without a row in any of the role tables has the least rights. */
const BY_TOKEN = `
  select account_id as id, api_token as token,
    case
      when exists (select from administrator_user where user_id = account_id) then 'admin'
      when exists (select from professional_user where user_id = account_id) then 'pro'
      else 'member'
    end as role
  from user_account
  where api_token = $1::text
  order by account_id
  limit 1`;
