import { aroundDispatch } from '../around/commands.ts';
import { crash } from '../around/end.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12', 'S5'],
  text: 'Bytes that are not UTF-8 end the server.',
  apply: (parts) =>
    aroundDispatch(parts, (arrival, next) =>
      arrival.frame.kind === 'malformed' && arrival.frame.reason === 'text is not UTF-8'
        ? crash()
        : next(arrival),
    ),
};
