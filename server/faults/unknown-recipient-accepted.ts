import { done } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M11'],
  text: 'A message to a user who does not exist is answered 200.',
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], async (request, next) => {
      const answer = await next(request);
      if (answer.status !== 403) return answer;
      const { rowCount } = await parts.pool.query('select from account where id = $1::numeric', [
        valueOf(request, 'recipient-id'),
      ]);
      return rowCount === 0 ? done(['message-id', '1']) : answer;
    }),
};
