import { done, refused } from '../answer.ts';
import { authenticated } from './authenticated.ts';
import type { CommandHandler } from './handler.ts';
import { contentOf, idOf } from './parameters.ts';

export const sendMessage: CommandHandler = {
  required: ['token', 'recipient-id', 'message-length', 'content'],
  optional: [],
  handle: authenticated(async (request) => {
    const { account, parts } = request;
    const recipientId = idOf(request, 'recipient-id');
    if (typeof recipientId !== 'number') return recipientId;
    const content = contentOf(request);
    if (typeof content !== 'string') return content;
    if (recipientId === account.id) return refused(403, 'you cannot write to yourself');

    // Counted before it is stored, so that no two messages take the last place, and so that a flood costs no query.
    if (!parts.limits.take(account.id)) return refused(426, 'too many messages in a short time');
    const id = await parts.messages.send({ senderId: account.id, recipientId, content });
    if (id !== undefined) return done(['message-id', String(id)]);
    parts.limits.giveBack(account.id);
    return refused(403, 'you cannot write to this user');
  }),
};
