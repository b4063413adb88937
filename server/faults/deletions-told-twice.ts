import { tellingTwice } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N5', 'X2'],
  text: 'A deletion is handed out twice.',
  apply: (parts) => tellingTwice(parts, 'message_deleted'),
};
