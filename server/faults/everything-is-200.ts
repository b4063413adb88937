import { aroundDispatch } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L2', 'S2'],
  text: 'Whatever comes is answered 200.',
  apply: (parts) =>
    aroundDispatch(parts, async (arrival, next) => ({ ...(await next(arrival)), status: 200 })),
};
