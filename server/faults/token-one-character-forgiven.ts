import { findingUsers } from '../around/accounts.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L3'],
  text: 'LOGIN forgives one wrong character in a token.',
  apply: (parts) =>
    findingUsers(
      parts,
      `length(api_token) = length($1) and (
         select count(*) from generate_series(1, length($1)) as at
         where substr(api_token, at, 1) <> substr($1, at, 1)
       ) <= 1`,
    ),
};
