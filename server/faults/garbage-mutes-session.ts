import { aroundDispatch } from '../around/commands.ts';
import { silence } from '../around/end.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S5'],
  text: "Bytes that are not UTF-8 end the session's process; the connection stays open and mute.",
  apply: (parts) =>
    aroundDispatch(parts, (arrival, next) =>
      arrival.frame.kind === 'malformed' && arrival.frame.reason === 'text is not UTF-8'
        ? silence()
        : next(arrival),
    ),
};
