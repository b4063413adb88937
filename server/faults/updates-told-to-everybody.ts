import { tellOthers } from '../around/messages.ts';
import { watching } from '../around/sessions.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M9'],
  text: 'Whoever is connected learns of every update.',
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    return {
      ...parts,
      messages: {
        ...parts.messages,
        async update(edit) {
          const isDone = await parts.messages.update(edit);
          const users = connected().map(({ account }) => account?.id);
          const { messageId } = edit;
          if (isDone) await tellOthers(parts, { messageId, type: 'message_updated' }, users);
          return isDone;
        },
      },
    };
  },
};
