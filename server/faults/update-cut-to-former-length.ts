import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U2'],
  text: 'An update is cut to the length of the text before it.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async update(edit) {
        const { rows } = await parts.pool.query<{ content: string }>(
          'select content from message where id = $1',
          [edit.messageId],
        );
        const before = rows[0]?.content ?? edit.content;
        return parts.messages.update({ ...edit, content: edit.content.slice(0, before.length) });
      },
    },
  }),
};
