import type { Fault } from '../fault.ts';
import type { Change } from '../store/changes.ts';

export const fault: Fault = {
  clauses: ['N5'],
  text: 'A change is handed out again and again.',
  apply(parts) {
    const latest = new Map<number, Change>();
    return {
      ...parts,
      changes: {
        async next(userId) {
          const change = (await parts.changes.next(userId)) ?? latest.get(userId);
          if (change !== undefined) latest.set(userId, change);
          return change;
        },
      },
    };
  },
};
