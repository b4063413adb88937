import { changingUpdates } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U6'],
  text: 'A deleted message can be updated, which brings it back.',
  apply: (parts) =>
    changingUpdates(parts, async (edit) => {
      const values = [edit.messageId, edit.editorId];
      await parts.pool.query('update message set deleted = false where id = $1 and sender_id = $2', values);
      return edit;
    }),
};
