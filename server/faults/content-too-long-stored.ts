import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'M8'],
  text: 'Content past the greatest length is refused, but sent all the same.',
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], async (request, next) => {
      const answer = await next(request);
      const content = valueOf(request, 'content');
      if (content.length <= parts.options.maxMessageLength || request.client.account === undefined)
        return answer;
      const recipientId = Number(valueOf(request, 'recipient-id'));
      await parts.messages.send({ senderId: request.client.account.id, recipientId, content });
      return answer;
    }),
};
