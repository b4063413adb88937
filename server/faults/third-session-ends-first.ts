import { forgetting } from '../around/sessions.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T10'],
  text: 'Two users at most are remembered: a third LOGIN ends the first session.',
  apply: (parts) => forgetting(parts, { most: 2, ends: 'oldest' }),
};
