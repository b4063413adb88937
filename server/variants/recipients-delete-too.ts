import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['X3'],
  text: 'The recipient of a message may delete it.',
  hides: [],
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async remove(removal) {
        const { rows } = await parts.pool.query<{ sender: number }>(
          'select sender_id as sender from message where id = $1 and receiver_id = $2',
          [removal.messageId, removal.removerId],
        );
        const removerId = rows[0]?.sender ?? removal.removerId;
        return parts.messages.remove({ ...removal, removerId });
      },
    },
  }),
};
