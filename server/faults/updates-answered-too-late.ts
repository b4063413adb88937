import { setTimeout as sleep } from 'node:timers/promises';
import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U1', 'T3'],
  text: 'UPDT_MSG is answered after three seconds.',
  apply: (parts) =>
    aroundCommands(parts, ['UPDT_MSG'], async (request, next) => {
      await sleep(3000);
      return next(request);
    }),
};
