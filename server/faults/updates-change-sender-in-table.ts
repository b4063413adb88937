import { changingInformation } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N4'],
  text: 'With an update its recipient is stored as the sender too, though both are told rightly.',
  apply(parts) {
    const senders = new Map<number, number>();
    const told = changingInformation(parts, ({ message: { id, sender_id } }) => ({
      sender_id: senders.get(id) ?? sender_id,
    }));
    return {
      ...told,
      messages: {
        ...told.messages,
        async update(edit) {
          const isDone = await told.messages.update(edit);
          if (!isDone) return false;
          senders.set(edit.messageId, edit.editorId);
          await parts.pool.query('update message set sender_id = receiver_id where id = $1', [
            edit.messageId,
          ]);
          return true;
        },
      },
    };
  },
};
