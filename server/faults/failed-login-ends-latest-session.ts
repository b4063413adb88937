import { aroundCommands } from '../around.ts';
import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'T9'],
  text: 'A LOGIN that fails ends the session of whoever logged in last.',
  apply(parts) {
    let latest: Client | undefined;
    return aroundCommands(parts, ['LOGIN'], async (request, next) => {
      const answer = await next(request);
      if (answer.status === 200) latest = request.client;
      else if (request.client.account === undefined && latest !== undefined) parts.sessions.release(latest);
      return answer;
    });
  },
};
