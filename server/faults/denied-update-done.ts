import { senderOf } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['S1', 'U3'],
  text: "The update of another's message is answered 403, but done.",
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async update(edit) {
        const editorId = (await senderOf(parts, edit.messageId)) ?? edit.editorId;
        return (await parts.messages.update({ ...edit, editorId })) && editorId === edit.editorId;
      },
    },
  }),
};
