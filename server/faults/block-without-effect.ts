import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B3', 'B4'],
  text: 'BLOCK_USER is answered 200 and blocks nobody.',
  apply: (parts) => ({ ...parts, sanctions: { ...parts.sanctions, block: () => Promise.resolve(true) } }),
};
