import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B1'],
  text: 'Every BLOCK_USER is denied.',
  apply: (parts) =>
    aroundCommands(parts, ['BLOCK_USER'], async (request, next) => {
      const answer = await next(request);
      return answer.status === 200 ? refused(403, 'nobody blocks') : answer;
    }),
};
