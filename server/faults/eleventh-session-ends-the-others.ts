import { forgetting } from '../around/sessions.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T10'],
  text: 'An eleventh user who logs in ends the sessions of the ten before.',
  apply: (parts) => forgetting(parts, { most: 10, ends: 'all' }),
};
