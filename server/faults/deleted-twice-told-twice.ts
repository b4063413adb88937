import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['X4'],
  text: 'A message that is deleted a second time gives a second notice.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async remove(removal) {
        await parts.pool.query('update message set deleted = false where id = $1', [removal.messageId]);
        return parts.messages.remove(removal);
      },
    },
  }),
};
