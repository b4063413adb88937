import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Client } from '../client.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U1', 'X1'],
  text: 'A message may be updated and deleted only on the connection it was sent on.',
  apply(parts) {
    const own = new WeakMap<Client, Set<string>>();
    const sending = aroundCommands(parts, ['SEND_MSG'], async (request, next) => {
      const answer = await next(request);
      const ids = own.get(request.client) ?? new Set();
      own.set(request.client, ids);
      for (const [key, value] of answer.data) if (key === 'message-id') ids.add(value);
      return answer;
    });
    return aroundCommands(sending, ['UPDT_MSG', 'DEL_MSG'], async (request, next) => {
      const answer = await next(request);
      const isOwn = own.get(request.client)?.has(valueOf(request, 'message-id')) === true;
      return answer.status === 200 && !isOwn ? refused(403, 'not sent from here') : answer;
    });
  },
};
