import { changingInformation } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N4'],
  text: 'The information of a message names a wrong recipient.',
  apply: (parts) => changingInformation(parts, ({ message }) => ({ receiver_id: message.receiver_id + 1 })),
};
