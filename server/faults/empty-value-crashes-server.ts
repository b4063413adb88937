import { aroundDispatch } from '../around/commands.ts';
import { crash } from '../around/end.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12', 'S3'],
  text: 'An empty value ends the server.',
  apply: (parts) =>
    aroundDispatch(parts, (arrival, next) =>
      arrival.frame.command?.parameters.some(({ value }) => value === '') === true ? crash() : next(arrival),
    ),
};
