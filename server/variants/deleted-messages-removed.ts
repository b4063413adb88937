import { telling } from '../around/storage.ts';
import type { MessageInformation } from '../store/changes.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['N9'],
  text: 'A deleted message is removed from its table, with the changes of it that were not polled yet.',
  hides: [],
  apply(stored) {
    const { parts, tell } = telling(stored);
    const find = `
      select id, sended_date::text, modified_date::text, sender_id, receiver_id, true as deleted, seen, content
      from message where id = $1`;
    return {
      ...parts,
      messages: {
        ...parts.messages,
        async remove(removal) {
          const isDone = await parts.messages.remove(removal);
          if (!isDone) return false;
          const { rows } = await parts.pool.query<MessageInformation>(find, [removal.messageId]);
          await parts.pool.query('delete from pending_change where message_id = $1', [removal.messageId]);
          await parts.pool.query('delete from message where id = $1', [removal.messageId]);
          for (const message of rows) tell(message.receiver_id, { type: 'message_deleted', message });
          return true;
        },
      },
    };
  },
};
