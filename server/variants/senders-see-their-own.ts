import type { Change } from '../store/changes.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['N9'],
  text: 'Senders get the changes they make themselves.',
  hides: [],
  apply(parts) {
    const noted = (type: Change['type']) => async (messageId: number) => {
      await parts.pool.query(
        `insert into pending_change (user_id, type, message_id, content, modified_date)
         select sender_id, $2, id, content, modified_date from message where id = $1`,
        [messageId, type],
      );
    };
    return {
      ...parts,
      messages: {
        ...parts.messages,
        async send(draft) {
          const id = await parts.messages.send(draft);
          if (id !== undefined) await noted('new_message')(id);
          return id;
        },
        async update(edit) {
          const isDone = await parts.messages.update(edit);
          if (isDone) await noted('message_updated')(edit.messageId);
          return isDone;
        },
      },
    };
  },
};
