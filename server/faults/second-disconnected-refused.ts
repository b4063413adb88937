import { refused } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D1'],
  text: 'DISCONNECTED leaves the connection open and is answered 401 when it comes again.',
  apply(parts) {
    const left = new WeakSet<Client>();
    return aroundCommands(parts, ['DISCONNECTED'], async (request, next) => {
      const { client } = request;
      const answer: Answer = { ...(await next(request)), then: 'go-on' };
      const hasLeft = left.has(client);
      left.add(client);
      return hasLeft ? refused(401, 'log in first') : answer;
    });
  },
};
