import { forget, senderOf } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'X3'],
  text: "The deletion of another's message is answered 403 and told to nobody, but done.",
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async remove(removal) {
        const removerId = (await senderOf(parts, removal.messageId)) ?? removal.removerId;
        const isDone = await parts.messages.remove({ ...removal, removerId });
        if (removerId === removal.removerId) return isDone;
        await forget(parts, { messageId: removal.messageId, type: 'message_deleted' });
        return false;
      },
    },
  }),
};
