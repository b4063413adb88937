import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B4'],
  text: 'After a block nobody may write to the one who blocks.',
  apply(parts) {
    const closed = new Set<number>();
    const blocking = aroundCommands(parts, ['BLOCK_USER', 'LOGIN'], async (request, next) => {
      const answer = await next(request);
      const { account } = request.client;
      if (answer.status !== 200 || account === undefined) return answer;
      if (request.parameters.has('user-id')) closed.add(account.id);
      else closed.delete(account.id);
      return answer;
    });
    return {
      ...blocking,
      messages: {
        ...parts.messages,
        send: (draft) =>
          closed.has(draft.recipientId) ? Promise.resolve(undefined) : parts.messages.send(draft),
      },
    };
  },
};
