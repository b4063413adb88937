import { done } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L4'],
  text: 'A second LOGIN on the same connection is answered 200.',
  apply: (parts) =>
    aroundCommands(parts, ['LOGIN'], async (request, next) =>
      valueOf(request, 'api-token') === request.client.account?.token ? done() : next(request),
    ),
};
