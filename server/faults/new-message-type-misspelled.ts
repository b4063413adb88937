import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N1', 'M2'],
  text: 'A new message is announced as new-message.',
  apply: (parts) => ({
    ...parts,
    describeChange: (change) =>
      parts
        .describeChange(change)
        .map(([key, value]) => [key, value === 'new_message' ? 'new-message' : value]),
  }),
};
