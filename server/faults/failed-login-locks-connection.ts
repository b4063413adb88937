import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L6'],
  text: 'After a failed LOGIN the connection takes no other one.',
  apply(parts) {
    const locked = new WeakSet<Client>();
    return aroundCommands(parts, ['LOGIN'], async (request, next) => {
      const { client } = request;
      if (locked.has(client)) return refused(403, 'you had your chance');
      const answer = await next(request);
      if (client.account === undefined) locked.add(client);
      return answer;
    });
  },
};
