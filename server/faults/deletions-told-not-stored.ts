import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['X1'],
  text: 'A deletion is answered 200 and told, but the message stays.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async remove(removal) {
        const isDone = await parts.messages.remove(removal);
        if (isDone)
          await parts.pool.query('update message set deleted = false where id = $1', [removal.messageId]);
        return isDone;
      },
    },
  }),
};
