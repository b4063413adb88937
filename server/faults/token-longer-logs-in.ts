import { findingUsers } from '../around/accounts.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L3'],
  text: 'A token with more behind it is taken for the token.',
  apply: (parts) => findingUsers(parts, 'starts_with($1, api_token)'),
};
