import { aroundCommands } from '../around/commands.ts';
import { watching } from '../around/sessions.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D1'],
  text: 'DISCONNECTED logs another user out along with its own.',
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    return aroundCommands(parts, ['DISCONNECTED'], (request, next) => {
      const neighbour = connected().findLast((client) => client !== request.client);
      if (neighbour !== undefined) parts.sessions.release(neighbour);
      return next(request);
    });
  },
};
