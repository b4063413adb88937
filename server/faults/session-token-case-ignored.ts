import { NEEDING_LOGIN, aroundCommands, withValues } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['A2'],
  text: 'LOGIN compares tokens whole; other commands compare them without case.',
  apply: (parts) =>
    aroundCommands(parts, NEEDING_LOGIN, (request, next) => {
      const own = request.client.account?.token ?? '';
      const isAlike = request.parameters.get('token')?.toLowerCase() === own.toLowerCase();
      return next(isAlike && own !== '' ? withValues(request, { token: own }) : request);
    }),
};
