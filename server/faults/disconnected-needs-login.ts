import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['D1'],
  text: 'DISCONNECTED without LOGIN is answered 401.',
  apply: (parts) =>
    aroundCommands(parts, ['DISCONNECTED'], async (request, next) =>
      request.client.account === undefined ? refused(401, 'log in first') : next(request),
    ),
};
