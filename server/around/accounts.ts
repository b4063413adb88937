import type { Parts } from '../parts.ts';
import type { Accounts, Role } from '../store/accounts.ts';

/** Looks users up by another condition on `api_token` than that it equals the token given, `$1`. */
export function findingUsers(parts: Parts, condition: string): Parts {
  const accounts: Accounts = {
    async findByToken(token) {
      // PostgreSQL takes no NUL.
      if (token.includes('\0')) return undefined;
      const { rows } = await parts.pool.query<{ token: string }>(
        `select api_token as token from user_account where ${condition} order by account_id limit 1`,
        [token],
      );
      return rows[0] && parts.accounts.findByToken(rows[0].token);
    },
  };
  return { ...parts, accounts };
}

/** Does not know the users of one role. */
export function refusing(parts: Parts, role: Role): Parts {
  const accounts: Accounts = {
    async findByToken(token) {
      const account = await parts.accounts.findByToken(token);
      return account?.role === role ? undefined : account;
    },
  };
  return { ...parts, accounts };
}
