import { tellOthers } from '../around/messages.ts';
import { watching } from '../around/sessions.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M9'],
  text: 'Whoever is connected learns of every message.',
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    return {
      ...parts,
      messages: {
        ...parts.messages,
        async send(draft) {
          const id = await parts.messages.send(draft);
          const users = connected().map(({ account }) => account?.id);
          await tellOthers(parts, { messageId: id, type: 'new_message' }, users);
          return id;
        },
      },
    };
  },
};
