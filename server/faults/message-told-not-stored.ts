import { telling } from '../around/storage.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M1'],
  text: 'A message is answered 200 and told to its recipient, but stored nowhere.',
  apply(told) {
    const { parts, tell } = telling(told);
    let id = 1_000_000;
    return {
      ...parts,
      messages: {
        ...parts.messages,
        send({ senderId, recipientId, content }) {
          id += 1;
          const message = {
            id,
            sended_date: new Date().toISOString(),
            modified_date: null,
            sender_id: senderId,
            receiver_id: recipientId,
            deleted: false,
            seen: true,
            content,
          };
          tell(recipientId, { type: 'new_message', message });
          return Promise.resolve(id);
        },
      },
    };
  },
};
