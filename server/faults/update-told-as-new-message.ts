import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N1', 'U2'],
  text: 'An update is announced as a new message.',
  apply: (parts) => ({
    ...parts,
    describeChange: (change) =>
      parts
        .describeChange(change)
        .map(([key, value]) => [key, value === 'message_updated' ? 'new_message' : value]),
  }),
};
