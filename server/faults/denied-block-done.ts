import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'B2'],
  text: "A member's BLOCK_USER is answered 403, but done.",
  apply: (parts) =>
    aroundCommands(parts, ['BLOCK_USER'], async (request, next) => {
      const answer = await next(request);
      const { account } = request.client;
      if (account?.role !== 'member' || answer.status !== 403) return answer;
      const userId = Number(valueOf(request, 'user-id'));
      await parts.sanctions.block({ userId, for: { kind: 'user', id: account.id }, hours: 1 });
      return answer;
    }),
};
