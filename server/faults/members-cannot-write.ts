import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M1'],
  text: "A member's message is denied.",
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], (request, next) =>
      request.client.account?.role === 'member' ? Promise.resolve(refused(403, 'staff only')) : next(request),
    ),
};
