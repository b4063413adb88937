import { changingInformation } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N4'],
  text: 'Sender and recipient of a message are swapped in its information.',
  apply: (parts) =>
    changingInformation(parts, ({ message }) => ({
      sender_id: message.receiver_id,
      receiver_id: message.sender_id,
    })),
};
