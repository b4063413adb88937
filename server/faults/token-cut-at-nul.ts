import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L3'],
  text: 'A token ends at its first NUL.',
  apply: (parts) => ({
    ...parts,
    accounts: { findByToken: (token) => parts.accounts.findByToken(token.split('\0', 1).join()) },
  }),
};
