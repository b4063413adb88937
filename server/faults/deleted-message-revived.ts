import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U6'],
  text: 'A deleted message can be updated, which brings it back.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async update(edit) {
        await parts.pool.query('update message set deleted = false where id = $1 and sender_id = $2', [
          edit.messageId,
          edit.editorId,
        ]);
        return parts.messages.update(edit);
      },
    },
  }),
};
