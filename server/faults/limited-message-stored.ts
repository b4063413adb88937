import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['R4', 'S1'],
  text: 'A message that is answered 426 is sent all the same.',
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], async (request, next) => {
      const answer = await next(request);
      const { account } = request.client;
      if (answer.status !== 426 || account === undefined) return answer;
      const recipientId = Number(valueOf(request, 'recipient-id'));
      await parts.messages.send({ senderId: account.id, recipientId, content: valueOf(request, 'content') });
      return answer;
    }),
};
