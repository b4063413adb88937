import type { Fault } from '../fault.ts';
import type { Change } from '../store/changes.ts';

export const fault: Fault = {
  clauses: ['N5', 'U2'],
  text: 'An update is handed out twice.',
  apply(parts) {
    const again = new Map<number, Change>();
    return {
      ...parts,
      changes: {
        async next(userId) {
          const repeated = again.get(userId);
          again.delete(userId);
          const change = repeated ?? (await parts.changes.next(userId));
          if (repeated === undefined && change?.type === 'message_updated') again.set(userId, change);
          return change;
        },
      },
    };
  },
};
