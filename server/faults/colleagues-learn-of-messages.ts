import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M9'],
  text: 'A message to a professional goes to all professionals.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async send(draft) {
        const id = await parts.messages.send(draft);
        await parts.pool.query(
          `insert into pending_change (user_id, type, message_id, content)
           select other.user_id, 'new_message', id, content
           from message join professional_user receiver on receiver.user_id = receiver_id
           cross join professional_user other
           where id = $1 and other.user_id not in (sender_id, receiver_id)`,
          [id],
        );
        return id;
      },
    },
  }),
};
