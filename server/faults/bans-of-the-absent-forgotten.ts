import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L5'],
  text: 'A ban holds only for a user who is connected when it comes.',
  apply(parts) {
    const present = new Set<number>();
    const goes = ({ account }: Client): void => {
      if (account !== undefined) present.delete(account.id);
    };
    return {
      ...parts,
      sanctions: {
        ...parts.sanctions,
        ban: (userId) => (present.has(userId) ? parts.sanctions.ban(userId) : Promise.resolve(true)),
      },
      sessions: {
        ...parts.sessions,
        claim(account, client) {
          const isIn = parts.sessions.claim(account, client);
          if (isIn) present.add(account.id);
          return isIn;
        },
        release(client) {
          goes(client);
          parts.sessions.release(client);
        },
        leave(client) {
          goes(client);
          parts.sessions.leave(client);
        },
      },
    };
  },
};
