import type { Client } from './client.ts';
import type { Account } from './store/accounts.ts';

/** Who is connected where. A user has at most one connection, a connection at most one user. */
export interface Sessions {
  /** Logs a user in on a connection; false when the user has one already or the connection is over. */
  claim(account: Account, client: Client): boolean;
  /** Logs out whoever is logged in on this connection. */
  release(client: Client): void;
  /** Logs a user out, wherever that is. */
  revoke(userId: number): void;
  /** The connection is over. */
  leave(client: Client): void;
}

/** Nothing in here waits, so that of simultaneous claims exactly one wins. */
export function createSessions(): Sessions {
  const holders = new Map<number, Client>();

  function release(client: Client): void {
    if (client.account !== undefined) holders.delete(client.account.id);
    client.account = undefined;
  }

  return {
    claim(account, client) {
      // A login may have waited for the database while its connection broke off; nobody would ever release it.
      if (client.gone || client.account !== undefined || holders.has(account.id)) return false;
      holders.set(account.id, client);
      client.account = account;
      return true;
    },
    release,
    revoke(userId) {
      const client = holders.get(userId);
      if (client !== undefined) release(client);
    },
    leave(client) {
      client.gone = true;
      release(client);
    },
  };
}
