import { storedContent } from '../around/messages.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['N9'],
  text: 'Changes of a message that were not polled yet become one, with the content as it is when it is polled.',
  hides: [],
  apply(parts) {
    const merge = (messageId: number) =>
      parts.pool.query(
        `delete from pending_change as late using pending_change as early
         where late.message_id = $1 and early.message_id = $1 and late.id > early.id
           and early.type = 'new_message' and late.type = 'message_updated'`,
        [messageId],
      );
    return {
      ...parts,
      messages: {
        ...parts.messages,
        async update(edit) {
          const isDone = await parts.messages.update(edit);
          await merge(edit.messageId);
          return isDone;
        },
      },
      changes: {
        async next(userId) {
          const change = await parts.changes.next(userId);
          if (change === undefined) return undefined;
          const content = (await storedContent(parts, change.message.id)) ?? change.message.content;
          return { ...change, message: { ...change.message, content } };
        },
      },
    };
  },
};
