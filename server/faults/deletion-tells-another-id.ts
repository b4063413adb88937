import { changingInformation } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N3', 'X2'],
  text: 'A deletion is told with another id.',
  apply: (parts) =>
    changingInformation(parts, ({ type, message }) => ({
      id: message.id + (type === 'message_deleted' ? 1 : 0),
    })),
};
