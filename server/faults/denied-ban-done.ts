import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'B5'],
  text: 'A ban by somebody who may not ban is answered 403, but done.',
  apply: (parts) =>
    aroundCommands(parts, ['BAN_USER'], async (request, next) => {
      const answer = await next(request);
      const { account } = request.client;
      const userId = Number(valueOf(request, 'user-id'));
      if (answer.status === 403 && account?.role !== 'admin' && userId > 0) await parts.sanctions.ban(userId);
      return answer;
    }),
};
