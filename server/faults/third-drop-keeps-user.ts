import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D4'],
  text: 'The third time a user’s connection drops, the user stays connected.',
  apply(parts) {
    const drops = new Map<number, number>();
    const leave = (client: Client) => {
      const { account } = client;
      const count = (drops.get(account?.id ?? 0) ?? 0) + 1;
      if (account !== undefined) drops.set(account.id, count);
      if (account === undefined || count !== 3) parts.sessions.leave(client);
    };
    return { ...parts, sessions: { ...parts.sessions, leave } };
  },
};
