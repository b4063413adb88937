import { watching } from '../around/sessions.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N8'],
  text: 'A message to a user who is offline is answered 200 and stored nowhere.',
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    let lost = 1_000_000;
    return {
      ...parts,
      messages: {
        ...parts.messages,
        send(draft) {
          const isThere = connected().some(({ account }) => account?.id === draft.recipientId);
          return isThere ? parts.messages.send(draft) : Promise.resolve(++lost);
        },
      },
    };
  },
};
