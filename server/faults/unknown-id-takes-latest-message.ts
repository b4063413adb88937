import { aroundCommands, withValues } from '../around/commands.ts';
import { latestOf } from '../around/messages.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U5', 'X4'],
  text: "An id that no message has stands for the sender's latest one.",
  apply: (parts) =>
    aroundCommands(parts, ['UPDT_MSG', 'DEL_MSG'], async (request, next) => {
      const answer = await next(request);
      const { account } = request.client;
      if (answer.status !== 403 || account === undefined) return answer;
      const { rowCount } = await parts.pool.query('select from message where id = $1::numeric', [
        valueOf(request, 'message-id'),
      ]);
      const latest = rowCount === 0 ? await latestOf(parts, account.id) : undefined;
      return latest === undefined ? answer : next(withValues(request, { 'message-id': String(latest) }));
    }),
};
