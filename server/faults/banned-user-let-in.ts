import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L6'],
  text: 'LOGIN of a banned user is refused, but the connection is theirs from then on.',
  apply: (parts) =>
    aroundCommands(parts, ['LOGIN'], async (request, next) => {
      const answer = await next(request);
      if (answer.status !== 403) return answer;
      const account = await parts.accounts.findByToken(valueOf(request, 'api-token'));
      if (account !== undefined && (await parts.sanctions.isBanned(account.id)))
        parts.sessions.claim(account, request.client);
      return answer;
    }),
};
