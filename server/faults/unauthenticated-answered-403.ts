import { aroundDispatch } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['A1', 'A2', 'A3', 'L6'],
  text: 'What needs a login is answered 403 without one.',
  apply: (parts) =>
    aroundDispatch(parts, async (arrival, next) => {
      const answer = await next(arrival);
      return answer.status === 401 ? { ...answer, status: 403 } : answer;
    }),
};
