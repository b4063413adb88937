import { tellingTwice } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N5', 'U2'],
  text: 'An update is handed out twice.',
  apply: (parts) => tellingTwice(parts, 'message_updated'),
};
