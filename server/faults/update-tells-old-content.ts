import { changingUpdates, storedContent } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U2'],
  text: 'A recipient who learns of an update is told the old content.',
  apply: (parts) =>
    changingUpdates(parts, async (edit) => ({
      ...edit,
      content: (await storedContent(parts, edit.messageId)) ?? edit.content,
    })),
};
