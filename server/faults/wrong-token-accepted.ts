import { NEEDING_LOGIN, aroundCommands, withValues } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['A2', 'A3'],
  text: 'The token of a command is not looked at.',
  apply: (parts) =>
    aroundCommands(parts, NEEDING_LOGIN, (request, next) =>
      next(withValues(request, { token: request.client.account?.token ?? '' })),
    ),
};
