import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['M2', 'N5'],
  text: 'Of the changes that wait for a user only the latest is kept.',
  apply: (parts) => ({
    ...parts,
    changes: {
      async next(userId) {
        let latest = await parts.changes.next(userId);
        for (let change = latest; change !== undefined; change = await parts.changes.next(userId))
          latest = change;
        return latest;
      },
    },
  }),
};
