import { aroundCommands } from '../around/commands.ts';
import { watching } from '../around/sessions.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'T9'],
  text: 'A LOGIN that fails ends the session of whoever logged in last.',
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    return aroundCommands(parts, ['LOGIN'], async (request, next) => {
      const answer = await next(request);
      const latest = connected().at(-1);
      if (request.client.account === undefined && latest !== undefined) parts.sessions.release(latest);
      return answer;
    });
  },
};
