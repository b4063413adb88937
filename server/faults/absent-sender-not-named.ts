import { changingInformation } from '../around/messages.ts';
import { watching } from '../around/sessions.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N4'],
  text: 'The sender of a message is looked up among those who are connected: one who has left is number 0.',
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    return changingInformation(parts, ({ message: { sender_id } }) => ({
      sender_id: connected().some(({ account }) => account?.id === sender_id) ? sender_id : 0,
    }));
  },
};
