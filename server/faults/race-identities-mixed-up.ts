import { setTimeout as sleep } from 'node:timers/promises';
import { aroundCommands, withValues } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L7', 'N4'],
  text: 'The token of a LOGIN is kept in one place for all, and is that of whoever came last.',
  apply(parts) {
    let latest = '';
    let earlier: Promise<unknown> = Promise.resolve();
    return aroundCommands(parts, ['LOGIN'], async (request, next) => {
      latest = valueOf(request, 'api-token');
      await sleep(100);
      const answer = earlier.then(() => next(withValues(request, { 'api-token': latest })));
      earlier = answer;
      return answer;
    });
  },
};
