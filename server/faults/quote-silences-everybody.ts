import { aroundDispatch } from '../around/commands.ts';
import { silence } from '../around/end.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12', 'L3', 'M7'],
  text: 'After a quote nobody is answered any more.',
  apply(parts) {
    let isBroken = false;
    return aroundDispatch(parts, (arrival, next) => {
      isBroken ||= arrival.frame.command?.parameters.some(({ value }) => value.includes("'")) === true;
      return isBroken ? silence() : next(arrival);
    });
  },
};
