import { aroundDispatch } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['R1', 'R3'],
  text: 'A message beyond the limit is answered 403.',
  apply: (parts) =>
    aroundDispatch(parts, async (arrival, next) => {
      const answer = await next(arrival);
      return answer.status === 426 ? { ...answer, status: 403 } : answer;
    }),
};
