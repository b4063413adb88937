import { done, refused } from '../answer.ts';
import { authenticated } from './authenticated.ts';
import type { CommandHandler } from './handler.ts';
import { contentOf, idOf } from './parameters.ts';

export const updateMessage: CommandHandler = {
  required: ['token', 'message-id', 'content'],
  optional: ['message-length'],
  handle: authenticated(async (request) => {
    const messageId = idOf(request, 'message-id');
    if (typeof messageId !== 'number') return messageId;
    const content = contentOf(request);
    if (typeof content !== 'string') return content;
    const edit = { messageId, editorId: request.account.id, content };
    return (await request.parts.messages.update(edit)) ? done() : refused(403, 'you have no such message');
  }),
};
