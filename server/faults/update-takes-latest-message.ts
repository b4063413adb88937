import { changingUpdates, latestOf } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U2'],
  text: 'An update changes the latest message of its sender, whichever id it names.',
  apply: (parts) =>
    changingUpdates(parts, async (edit) => ({
      ...edit,
      messageId: (await latestOf(parts, edit.editorId)) ?? edit.messageId,
    })),
};
