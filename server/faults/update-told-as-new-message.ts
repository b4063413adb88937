import { callingChanges } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N1', 'U2'],
  text: 'An update is announced as a new message.',
  apply: (parts) => callingChanges(parts, 'message_updated', 'new_message'),
};
