import { findingUsers } from '../around/accounts.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L3'],
  text: 'Tokens are compared without regard to upper and lower case.',
  apply: (parts) => findingUsers(parts, 'lower(api_token) = lower($1)'),
};
