import { aroundCommands } from '../around/commands.ts';
import { silence } from '../around/end.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T3', 'N1', 'N7'],
  text: 'NEW_CHG_AVAILABLE is never answered.',
  apply: (parts) =>
    aroundCommands(parts, ['NEW_CHG_AVAILABLE'], async (request, next) => {
      const answer = await next(request);
      return answer.status === 200 ? silence() : answer;
    }),
};
