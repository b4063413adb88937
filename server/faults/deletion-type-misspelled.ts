import { callingChanges } from '../around/messages.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N1', 'X2', 'N3'],
  text: 'A deletion is announced as message_removed.',
  apply: (parts) => callingChanges(parts, 'message_deleted', 'message_removed'),
};
