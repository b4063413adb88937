import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L5'],
  text: 'A ban does not keep a user from logging in.',
  apply: (parts) => ({
    ...parts,
    sanctions: { ...parts.sanctions, isBanned: () => Promise.resolve(false) },
  }),
};
