import { findingUsers } from '../around/accounts.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L3'],
  text: 'Quotes around a token are taken away.',
  apply: (parts) => findingUsers(parts, `api_token = btrim($1, '"''')`),
};
