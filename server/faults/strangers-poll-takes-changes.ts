import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'A1', 'A3'],
  text: "A poll with another user's token is refused, but takes that user's changes away.",
  apply: (parts) =>
    aroundCommands(parts, ['NEW_CHG_AVAILABLE'], async (request, next) => {
      const answer = await next(request);
      const owner = await parts.accounts.findByToken(request.parameters.get('token') ?? '');
      if (answer.status === 401 && owner !== undefined && owner.id !== request.client.account?.id)
        await parts.changes.next(owner.id);
      return answer;
    }),
};
