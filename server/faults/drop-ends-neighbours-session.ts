import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D4'],
  text: "When a connection drops, another user's session ends with it.",
  apply(parts) {
    let latest: Client | undefined;
    return {
      ...parts,
      sessions: {
        ...parts.sessions,
        claim(account, client) {
          const isIn = parts.sessions.claim(account, client);
          if (isIn) latest = client;
          return isIn;
        },
        leave(client) {
          const hadUser = client.account !== undefined;
          parts.sessions.leave(client);
          if (hadUser && latest !== undefined) parts.sessions.release(latest);
        },
      },
    };
  },
};
