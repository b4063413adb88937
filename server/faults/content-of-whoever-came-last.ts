import { setTimeout as sleep } from 'node:timers/promises';
import { aroundCommands, withValues } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7', 'N4'],
  text: 'The content is kept in one place for all, and is that of whoever came last.',
  apply(parts) {
    let latest = '';
    return aroundCommands(parts, ['SEND_MSG'], async (request, next) => {
      latest = valueOf(request, 'content');
      await sleep(100);
      return next(withValues(request, { content: latest }));
    });
  },
};
