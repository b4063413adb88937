import { afterSending } from '../around/storage.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M7', 'M1'],
  text: 'A message whose content holds a quote is answered 200, though the statement that should store it fails.',
  apply: (parts) =>
    afterSending(parts, async (id, { content }) => {
      if (!content.includes("'")) return;
      await parts.pool.query('delete from pending_change where message_id = $1', [id]);
      await parts.pool.query('delete from message where id = $1', [id]);
    }),
};
