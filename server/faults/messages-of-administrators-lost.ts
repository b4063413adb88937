import { aroundCommands } from '../around/commands.ts';
import { forget, latestOf } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M2'],
  text: 'Nobody learns of the messages of administrators.',
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], async (request, next) => {
      const { account } = request.client;
      const answer = await next(request);
      if (account?.role !== 'admin' || answer.status !== 200) return answer;
      const messageId = await latestOf(parts, account.id);
      if (messageId !== undefined) await forget(parts, { messageId, type: 'new_message' });
      return answer;
    }),
};
