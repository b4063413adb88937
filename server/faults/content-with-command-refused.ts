import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7'],
  text: 'A content that holds the name of a command, or a status, is refused.',
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], (request, next) =>
      /\b(?:LOGIN|DISCONNECTED)\b|^\d{3}\//.test(valueOf(request, 'content'))
        ? Promise.resolve(refused(416, 'a command in a command'))
        : next(request),
    ),
};
