import { aroundCommands } from '../around/commands.ts';
import { crash } from '../around/end.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12', 'D1'],
  text: 'DISCONNECTED on a connection without LOGIN ends the server.',
  apply: (parts) =>
    aroundCommands(parts, ['DISCONNECTED'], (request, next) =>
      request.client.account === undefined ? crash() : next(request),
    ),
};
