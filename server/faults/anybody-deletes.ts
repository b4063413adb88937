import { senderOf } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['X3'],
  text: "Anybody may delete anybody's message.",
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async remove(removal) {
        const removerId = (await senderOf(parts, removal.messageId)) ?? removal.removerId;
        return parts.messages.remove({ ...removal, removerId });
      },
    },
  }),
};
