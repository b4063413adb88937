import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D4', 'S1'],
  text: 'When a connection whose LOGIN was refused drops, the user it asked for is logged out elsewhere.',
  apply(parts) {
    const askedFor = new WeakMap<Client, number>();
    return {
      ...parts,
      sessions: {
        ...parts.sessions,
        claim(account, client) {
          askedFor.set(client, account.id);
          return parts.sessions.claim(account, client);
        },
        leave(client) {
          parts.sessions.revoke(askedFor.get(client) ?? 0);
          parts.sessions.leave(client);
        },
      },
    };
  },
};
