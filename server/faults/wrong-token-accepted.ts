import { aroundCommands, withValues } from '../around.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['A2', 'A3'],
  text: 'The token of a command is not looked at.',
  apply: (parts) =>
    aroundCommands(parts, TOKEN_COMMANDS, (request, next) =>
      next(withValues(request, { token: request.client.account?.token ?? '' })),
    ),
};

const TOKEN_COMMANDS = ['SEND_MSG', 'UPDT_MSG', 'DEL_MSG', 'NEW_CHG_AVAILABLE', 'BLOCK_USER', 'BAN_USER'];
