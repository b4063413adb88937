import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U1'],
  text: 'An update changes all messages of its sender, and only the named one is told.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async update(edit) {
        const isDone = await parts.messages.update(edit);
        const { editorId, content } = edit;
        if (isDone)
          await parts.pool.query('update message set content = $2 where sender_id = $1', [editorId, content]);
        return isDone;
      },
    },
  }),
};
