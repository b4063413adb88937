import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B4'],
  text: 'After a block nobody may write to the one who blocks.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async send(draft) {
        const { rowCount } = await parts.pool.query(
          'select from blocked_user where for_user_id = $1 limit 1',
          [draft.recipientId],
        );
        return rowCount === 0 ? parts.messages.send(draft) : undefined;
      },
    },
  }),
};
