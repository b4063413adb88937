import type { Socket } from 'node:net';
import type { Client } from '../client.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['B6'],
  text: 'A ban closes the connection of a user who is connected.',
  hides: [],
  apply(parts) {
    const sockets = new Map<Client, Socket>();
    const banned = new Map<number, Client>();
    return {
      ...parts,
      welcome(socket, client) {
        sockets.set(client, socket);
        socket.once('close', () => sockets.delete(client));
      },
      sessions: {
        ...parts.sessions,
        claim(account, client) {
          const isIn = parts.sessions.claim(account, client);
          if (isIn) banned.set(account.id, client);
          return isIn;
        },
        revoke(userId) {
          parts.sessions.revoke(userId);
          const client = banned.get(userId);
          if (client !== undefined) sockets.get(client)?.end();
        },
      },
    };
  },
};
