import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U2'],
  text: 'A recipient who learns of an update is told the old content.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async update(edit) {
        const { rows } = await parts.pool.query<{ content: string }>(
          'select content from message where id = $1',
          [edit.messageId],
        );
        return parts.messages.update({ ...edit, content: rows[0]?.content ?? edit.content });
      },
    },
  }),
};
