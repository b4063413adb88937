import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M2', 'X2'],
  text: 'With a deletion, what else waits for its recipient is lost.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async remove(removal) {
        const isDone = await parts.messages.remove(removal);
        if (isDone)
          await parts.pool.query(
            `delete from pending_change using message
             where message.id = $1 and user_id = receiver_id and message_id <> message.id`,
            [removal.messageId],
          );
        return isDone;
      },
    },
  }),
};
