import { latestOf } from '../around.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U2'],
  text: 'An update changes the latest message of its sender, whichever id it names.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async update(edit) {
        const messageId = await latestOf(parts, edit.editorId);
        return parts.messages.update({ ...edit, messageId: messageId ?? edit.messageId });
      },
    },
  }),
};
