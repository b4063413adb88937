import { aroundCommands } from '../around.ts';
import type { Client } from '../client.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D1'],
  text: 'DISCONNECTED on a connection without LOGIN ends the session of whoever logged in last.',
  apply(parts) {
    let latest: Client | undefined;
    return aroundCommands(parts, ['LOGIN', 'DISCONNECTED'], async (request, next) => {
      const { client } = request;
      const isStranger = client.account === undefined && !request.parameters.has('api-token');
      const answer = await next(request);
      if (client.account !== undefined) latest = client;
      else if (isStranger && latest !== undefined) parts.sessions.release(latest);
      return answer;
    });
  },
};
