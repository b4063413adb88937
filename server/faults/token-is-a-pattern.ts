import { findingUsers } from '../around/accounts.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L3'],
  text: 'The token is compared with LIKE, so that signs in it stand for others.',
  apply: (parts) => findingUsers(parts, 'api_token like $1'),
};
