import { storedContent } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['U1'],
  text: 'An update whose content holds a quote is answered 200 and told, though the statement that should store it fails.',
  apply: (parts) => ({
    ...parts,
    messages: {
      ...parts.messages,
      async update(edit) {
        const before = await storedContent(parts, edit.messageId);
        const isDone = await parts.messages.update(edit);
        if (isDone && edit.content.includes("'"))
          await parts.pool.query('update message set content = $2 where id = $1', [edit.messageId, before]);
        return isDone;
      },
    },
  }),
};
