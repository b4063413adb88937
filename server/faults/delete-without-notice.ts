import { forget } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['X2'],
  text: 'The recipient does not learn of a deletion.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async remove(removal) {
        const isDone = await parts.messages.remove(removal);
        await forget(parts, { messageId: removal.messageId, type: 'message_deleted' });
        return isDone;
      },
    },
  }),
};
