import { forget } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U2'],
  text: 'The recipient does not learn of an update.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async update(edit) {
        const isDone = await parts.messages.update(edit);
        await forget(parts, { messageId: edit.messageId, type: 'message_updated' });
        return isDone;
      },
    },
  }),
};
