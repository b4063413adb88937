import { changingUpdates, storedContent } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U2'],
  text: 'An update is cut to the length of the text before it.',
  apply: (parts) =>
    changingUpdates(parts, async (edit) => {
      const before = await storedContent(parts, edit.messageId);
      return { ...edit, content: edit.content.slice(0, before?.length) };
    }),
};
