import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B4'],
  text: "A professional's block keeps the blocked user from writing to anybody.",
  apply: (parts) => ({
    ...parts,
    sanctions: {
      ...parts.sanctions,
      block: (block) => parts.sanctions.block({ ...block, for: { kind: 'everyone' } }),
    },
  }),
};
