import { changingUpdates, senderOf } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U3', 'U4'],
  text: "Anybody may update anybody's message.",
  apply: (parts) =>
    changingUpdates(parts, async (edit) => ({
      ...edit,
      editorId: (await senderOf(parts, edit.messageId)) ?? edit.editorId,
    })),
};
