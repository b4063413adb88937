import { watching } from '../around/sessions.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M9'],
  text: 'Whoever is connected learns of every message.',
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    return {
      ...parts,
      messages: {
        ...parts.messages,
        async send(draft) {
          const id = await parts.messages.send(draft);
          const users = connected().map(({ account }) => account?.id);
          await parts.pool.query(
            `insert into pending_change (user_id, type, message_id, content)
             select other, 'new_message', id, content
             from message cross join unnest($2::int[]) as other
             where id = $1 and other not in (sender_id, receiver_id)`,
            [id, users],
          );
          return id;
        },
      },
    };
  },
};
