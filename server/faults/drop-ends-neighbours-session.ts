import { watching } from '../around/sessions.ts';
import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D4'],
  text: "When a connection drops, another user's session ends with it.",
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    const leave = (client: Client) => {
      const neighbour = connected().findLast((each) => each !== client);
      if (client.account !== undefined && neighbour !== undefined) parts.sessions.release(neighbour);
      parts.sessions.leave(client);
    };
    return { ...parts, sessions: { ...parts.sessions, leave } };
  },
};
