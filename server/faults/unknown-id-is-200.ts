import { done } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U5', 'X4'],
  text: 'An update or a deletion of a message that does not exist is answered 200.',
  apply: (parts) =>
    aroundCommands(parts, ['UPDT_MSG', 'DEL_MSG'], async (request, next) => {
      const answer = await next(request);
      if (answer.status !== 403) return answer;
      const { rowCount } = await parts.pool.query('select from message where id = $1::numeric', [
        valueOf(request, 'message-id'),
      ]);
      return rowCount === 0 ? done() : answer;
    }),
};
