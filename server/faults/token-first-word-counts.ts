import { findingUsers } from '../around/accounts.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L3'],
  text: 'Of a token only what stands before the first space counts.',
  apply: (parts) => findingUsers(parts, "api_token = split_part($1, ' ', 1)"),
};
