import type { Change } from '../store/changes.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['N9'],
  text: 'The newest change is handed out first.',
  hides: [],
  apply(parts) {
    const taken = new Map<number, Change[]>();
    return {
      ...parts,
      changes: {
        async next(userId) {
          const waiting = taken.get(userId) ?? [];
          taken.set(userId, waiting);
          let change = await parts.changes.next(userId);
          for (; change !== undefined; change = await parts.changes.next(userId)) waiting.push(change);
          return waiting.pop();
        },
      },
    };
  },
};
