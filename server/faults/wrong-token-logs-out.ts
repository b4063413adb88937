import { aroundDispatch } from '../around.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T22'],
  text: 'After a command with a wrong token the session is lost.',
  apply: (parts) =>
    aroundDispatch(parts, async (arrival, next) => {
      const answer = await next(arrival);
      if (answer.status === 401) parts.sessions.release(arrival.client);
      return answer;
    }),
};
