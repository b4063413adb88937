import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['N1', 'N3'],
  text: 'A deletion is announced as message_removed.',
  apply: (parts) => ({
    ...parts,
    describeChange: (change) =>
      parts
        .describeChange(change)
        .map(([key, value]) => [key, value === 'message_deleted' ? 'message_removed' : value]),
  }),
};
