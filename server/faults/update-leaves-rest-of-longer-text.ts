import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U2'],
  text: 'A shorter text leaves the end of the longer one before it.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async update(edit) {
        const { rows } = await parts.pool.query<{ content: string }>(
          'select content from message where id = $1',
          [edit.messageId],
        );
        const before = rows[0]?.content ?? '';
        return parts.messages.update({ ...edit, content: edit.content + before.slice(edit.content.length) });
      },
    },
  }),
};
