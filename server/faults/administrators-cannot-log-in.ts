import { refusing } from '../around/accounts.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L1'],
  text: 'Administrators cannot log in.',
  apply: (parts) => refusing(parts, 'admin'),
};
