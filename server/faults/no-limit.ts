import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['R1', 'R3'],
  text: 'Nobody is ever limited.',
  apply: (parts) => ({ ...parts, limits: { ...parts.limits, take: () => true } }),
};
