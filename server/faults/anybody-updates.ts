import { senderOf } from '../around.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U3', 'U4'],
  text: "Anybody may update anybody's message.",
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async update(edit) {
        const editorId = (await senderOf(parts, edit.messageId)) ?? edit.editorId;
        return parts.messages.update({ ...edit, editorId });
      },
    },
  }),
};
