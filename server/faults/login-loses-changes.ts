import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N8'],
  text: 'What waited for a user is lost with the next LOGIN.',
  apply: (parts) =>
    aroundCommands(parts, ['LOGIN'], async (request, next) => {
      const answer = await next(request);
      const { account } = request.client;
      if (answer.status === 200 && account !== undefined)
        await parts.pool.query('delete from pending_change where user_id = $1', [account.id]);
      return answer;
    }),
};
