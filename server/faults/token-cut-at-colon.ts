import { findingUsers } from '../around/accounts.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['T2', 'L3'],
  text: 'A line is split at each colon, and of a token what stands before the second one is left.',
  apply: (parts) => findingUsers(parts, "api_token = split_part($1, ':', 1)"),
};
