import { changingInformation } from '../around/messages.ts';
import { afterSending } from '../around/storage.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N4'],
  text: 'Sender and recipient are stored in the place of each other, and told rightly.',
  apply(parts) {
    const swapped = new Set<number>();
    const stored = afterSending(parts, async (id) => {
      swapped.add(id);
      await parts.pool.query(
        'update message set sender_id = receiver_id, receiver_id = sender_id where id = $1',
        [id],
      );
    });
    return changingInformation(stored, ({ message: { id, sender_id, receiver_id } }) =>
      swapped.has(id) ? { sender_id: receiver_id, receiver_id: sender_id } : {},
    );
  },
};
