import type { Account } from './store/accounts.ts';

/** Who is at the other end of a connection. Only the session registry writes it. */
export interface Client {
  /** Numbers the connections, for the log. */
  readonly connection: number;
  /** The user logged in here, with the token they gave. */
  account?: Account | undefined;
  /** The connection is over: nobody can log in on it any more. */
  gone: boolean;
}
