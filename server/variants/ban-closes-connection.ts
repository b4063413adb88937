import type { Socket } from 'node:net';
import { watching } from '../around/sessions.ts';
import type { Client } from '../client.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['B6'],
  text: 'A ban closes the connection of a user who is connected.',
  hides: [],
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    const sockets = new WeakMap<Client, Socket>();
    const revoke = (userId: number) => {
      const client = connected().find(({ account }) => account?.id === userId);
      parts.sessions.revoke(userId);
      if (client !== undefined) sockets.get(client)?.end();
    };
    return {
      ...parts,
      welcome: (socket, client) => sockets.set(client, socket),
      sessions: { ...parts.sessions, revoke },
    };
  },
};
