import { tellOthers } from '../around/messages.ts';
import { watching } from '../around/sessions.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M9'],
  text: 'Whoever is connected learns of every deletion.',
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    return {
      ...parts,
      messages: {
        ...parts.messages,
        async remove(removal) {
          const isDone = await parts.messages.remove(removal);
          const users = connected().map(({ account }) => account?.id);
          const { messageId } = removal;
          if (isDone) await tellOthers(parts, { messageId, type: 'message_deleted' }, users);
          return isDone;
        },
      },
    };
  },
};
