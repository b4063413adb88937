import { aroundCommands } from '../around.ts';
import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D1'],
  text: 'DISCONNECTED logs another user out along with its own.',
  apply(parts) {
    const connected = new Set<Client>();
    return aroundCommands(
      {
        ...parts,
        sessions: {
          ...parts.sessions,
          claim(account, client) {
            connected.add(client);
            return parts.sessions.claim(account, client);
          },
        },
      },
      ['DISCONNECTED'],
      (request, next) => {
        connected.delete(request.client);
        const neighbour = [...connected].findLast(({ account }) => account !== undefined);
        if (neighbour !== undefined) parts.sessions.release(neighbour);
        return next(request);
      },
    );
  },
};
