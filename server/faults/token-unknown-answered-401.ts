import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L2', 'L3', 'L6'],
  text: 'A LOGIN with a token that belongs to nobody is answered 401.',
  apply: (parts) =>
    aroundCommands(parts, ['LOGIN'], async (request, next) => {
      const isKnown = await parts.accounts.findByToken(valueOf(request, 'api-token'));
      return isKnown ? next(request) : refused(401, 'who are you?');
    }),
};
