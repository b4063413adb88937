import { done, refused } from '../answer.ts';
import { authenticated } from './authenticated.ts';
import type { CommandHandler } from './handler.ts';
import { idOf } from './parameters.ts';

export const deleteMessage: CommandHandler = {
  required: ['token', 'message-id'],
  optional: [],
  handle: authenticated(async (request) => {
    const messageId = idOf(request, 'message-id');
    if (typeof messageId !== 'number') return messageId;
    const removal = { messageId, removerId: request.account.id };
    return (await request.parts.messages.remove(removal)) ? done() : refused(403, 'you have no such message');
  }),
};
