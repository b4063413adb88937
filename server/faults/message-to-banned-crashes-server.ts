import { aroundCommands } from '../around/commands.ts';
import { crash } from '../around/end.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T12', 'L5'],
  text: 'A message to a banned user ends the server.',
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], async (request, next) => {
      const recipientId = Number(request.parameters.get('recipient-id'));
      const isId = recipientId < 2 ** 31;
      return isId && (await parts.sanctions.isBanned(recipientId)) ? crash() : next(request);
    }),
};
