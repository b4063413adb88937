import { latestOf } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['X2'],
  text: 'A deletion takes the latest message of its sender, whichever id it names.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async remove(removal) {
        const messageId = await latestOf(parts, removal.removerId);
        return parts.messages.remove({ ...removal, messageId: messageId ?? removal.messageId });
      },
    },
  }),
};
