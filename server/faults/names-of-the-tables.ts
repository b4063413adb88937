import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import { takingInstead } from '../around/grammar.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M1', 'U1', 'B1'],
  text: 'Parameters are named after the columns of the tables, and further ones are required.',
  apply: (parts) =>
    takingInstead(ownersOnly(parts), {
      SEND_MSG: {
        required: ['token', 'receiver-id', 'message-length', 'content'],
        names: { 'receiver-id': 'recipient-id' },
      },
      UPDT_MSG: { required: ['token', 'message-id', 'message-length', 'content'] },
      BLOCK_USER: { required: ['token', 'user-id', 'for-user-id', 'duration'] },
    }),
};

/** A block for somebody else is denied. */
function ownersOnly(parts: Parameters<Fault['apply']>[0]): ReturnType<Fault['apply']> {
  return aroundCommands(parts, ['BLOCK_USER'], (request, next) => {
    const { parameters, client } = request;
    const isOwn = client.account === undefined || parameters.get('for-user-id') === String(client.account.id);
    return isOwn ? next(request) : Promise.resolve(refused(403, 'that is not you'));
  });
}
