import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B1'],
  text: 'Every BAN_USER is denied.',
  apply: (parts) =>
    aroundCommands(parts, ['BAN_USER'], async (request, next) => {
      const isAdmin = request.client.account?.role === 'admin';
      return isAdmin ? refused(403, 'nobody bans') : next(request);
    }),
};
