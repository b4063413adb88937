import { aroundDispatch } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S2', 'S4', 'S5', 'T23', 'M5', 'T25'],
  text: 'What is malformed is answered 403.',
  apply: (parts) =>
    aroundDispatch(parts, async (arrival, next) => {
      const answer = await next(arrival);
      return answer.status === 416 ? { ...answer, status: 403 } : answer;
    }),
};
