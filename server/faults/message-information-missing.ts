import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N2'],
  text: 'A new message is announced without its information.',
  apply: (parts) => ({
    ...parts,
    describeChange: (change) => parts.describeChange(change).filter(([key]) => key !== 'message'),
  }),
};
