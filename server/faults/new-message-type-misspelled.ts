import { callingChanges } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N1', 'M2'],
  text: 'A new message is announced as new-message.',
  apply: (parts) => callingChanges(parts, 'new_message', 'new-message'),
};
