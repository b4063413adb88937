import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['X1'],
  text: 'A deletion takes all messages of its user away, and only the named one is told.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async remove(removal) {
        const isDone = await parts.messages.remove(removal);
        if (isDone)
          await parts.pool.query('update message set deleted = true where sender_id = $1', [
            removal.removerId,
          ]);
        return isDone;
      },
    },
  }),
};
