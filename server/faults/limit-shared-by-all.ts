import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['R6', 'R2'],
  text: 'All users share one limit.',
  apply(parts) {
    return {
      ...parts,
      limits: {
        restore: () => parts.limits.restore(NOBODY),
        take: () => parts.limits.take(NOBODY),
        giveBack: () => parts.limits.giveBack(NOBODY),
      },
    };
  },
};

/** Nobody's id. */
const NOBODY = 0;
