import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'A2'],
  text: 'A poll with a wrong token is refused, but takes the changes away.',
  apply: (parts) =>
    aroundCommands(parts, ['NEW_CHG_AVAILABLE'], async (request, next) => {
      const answer = await next(request);
      const { account } = request.client;
      if (answer.status === 401 && account !== undefined) await parts.changes.next(account.id);
      return answer;
    }),
};
