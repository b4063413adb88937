import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L4', 'L7'],
  text: 'LOGIN of a user who is connected is answered 401.',
  apply: (parts) =>
    aroundCommands(parts, ['LOGIN'], async (request, next) => {
      const isKnown = await parts.accounts.findByToken(valueOf(request, 'api-token'));
      const answer = await next(request);
      return isKnown && answer.status === 403 ? refused(401, 'connected already') : answer;
    }),
};
