import { afterSending } from '../around/storage.ts';
import type { Variant } from '../variant.ts';

/** How long a message is on its way once it was answered 200. */
const LATE_MS = 150;

export const variant: Variant = {
  freedom: ['M2'],
  text: 'A recipient learns of a message a moment after it was answered 200.',
  hides: [],
  apply(parts) {
    const arrivals = new Map<number, number>();
    const altered = afterSending(parts, (_, { recipientId }) => {
      arrivals.set(recipientId, performance.now() + LATE_MS);
      return Promise.resolve();
    });
    return {
      ...altered,
      changes: {
        next: (userId) =>
          performance.now() < (arrivals.get(userId) ?? 0)
            ? Promise.resolve(undefined)
            : parts.changes.next(userId),
      },
    };
  },
};
