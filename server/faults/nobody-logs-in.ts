import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['L1'],
  text: 'Every LOGIN is answered 403.',
  apply: (parts) => ({ ...parts, accounts: { findByToken: () => Promise.resolve(undefined) } }),
};
