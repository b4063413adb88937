import { aroundCommands } from '../around/commands.ts';
import { watching } from '../around/sessions.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D1'],
  text: 'DISCONNECTED on a connection without LOGIN ends the session of whoever logged in last.',
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    return aroundCommands(parts, ['DISCONNECTED'], (request, next) => {
      const latest = connected().at(-1);
      if (request.client.account === undefined && latest !== undefined) parts.sessions.release(latest);
      return next(request);
    });
  },
};
