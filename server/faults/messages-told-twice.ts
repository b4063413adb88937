import { tellingTwice } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M2', 'N5'],
  text: 'Every new message is handed out twice.',
  apply: (parts) => tellingTwice(parts, 'new_message'),
};
