import { setTimeout as sleep } from 'node:timers/promises';
import { done } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L7'],
  text: 'Between looking whether a user is connected and noting it, other LOGINs of that user get in too.',
  apply(parts) {
    const underWay = new Set<string>();
    return aroundCommands(parts, ['LOGIN'], async (request, next) => {
      const token = valueOf(request, 'api-token');
      const account = await parts.accounts.findByToken(token);
      if (underWay.has(token)) {
        request.client.account = account;
        return done();
      }
      underWay.add(token);
      await sleep(100);
      underWay.delete(token);
      return next(request);
    });
  },
};
