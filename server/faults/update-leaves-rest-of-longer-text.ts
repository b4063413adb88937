import { changingUpdates, storedContent } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U2'],
  text: 'A shorter text leaves the end of the longer one before it.',
  apply: (parts) =>
    changingUpdates(parts, async (edit) => {
      const before = (await storedContent(parts, edit.messageId)) ?? '';
      return { ...edit, content: edit.content + before.slice(edit.content.length) };
    }),
};
