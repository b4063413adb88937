import { findingUsers } from '../around/accounts.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L3'],
  text: 'The beginning of a token is taken for the token.',
  apply: (parts) => findingUsers(parts, "starts_with(api_token, $1) and $1 <> ''"),
};
