import { areColleagues, changingUpdates, senderOf } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U3'],
  text: 'Professionals update the messages of other professionals.',
  apply: (parts) =>
    changingUpdates(parts, async (edit) => {
      const sender = (await senderOf(parts, edit.messageId)) ?? edit.editorId;
      return (await areColleagues(parts, sender, edit.editorId)) ? { ...edit, editorId: sender } : edit;
    }),
};
