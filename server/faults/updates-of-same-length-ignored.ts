import { changingUpdates, storedContent } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U2'],
  text: 'A text of the same length is taken for the same text.',
  apply: (parts) =>
    changingUpdates(parts, async (edit) => {
      const before = await storedContent(parts, edit.messageId);
      return before?.length === edit.content.length ? { ...edit, content: before } : edit;
    }),
};
