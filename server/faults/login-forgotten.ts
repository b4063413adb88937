import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L1'],
  text: "LOGIN is answered 200, but the connection is not remembered as the user's.",
  apply: (parts) =>
    aroundCommands(parts, ['LOGIN'], async (request, next) => {
      const answer = await next(request);
      parts.sessions.release(request.client);
      return answer;
    }),
};
