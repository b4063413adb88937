import { areColleagues, senderOf } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['X3'],
  text: 'Professionals delete the messages of other professionals.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async remove(removal) {
        const sender = (await senderOf(parts, removal.messageId)) ?? removal.removerId;
        const mayRemove = await areColleagues(parts, sender, removal.removerId);
        return parts.messages.remove(mayRemove ? { ...removal, removerId: sender } : removal);
      },
    },
  }),
};
