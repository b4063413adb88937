import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['R5'],
  text: 'A user who was limited stays so.',
  apply(parts) {
    const limited = new Set<number>();
    return {
      ...parts,
      limits: {
        ...parts.limits,
        take(userId) {
          const isFree = !limited.has(userId) && parts.limits.take(userId);
          if (!isFree) limited.add(userId);
          return isFree;
        },
      },
    };
  },
};
