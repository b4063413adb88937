import type { Fault } from '../fault.ts';
import { createSendLimits } from '../limits.ts';

export const fault: Fault = {
  clauses: ['R7'],
  text: 'A new connection starts a new window.',
  apply(parts) {
    const fresh = () =>
      createSendLimits({
        options: parts.options,
        nowMs: () => performance.now(),
        recentAgesMs: () => Promise.resolve([]),
      });
    const limits = new Map<number, ReturnType<typeof fresh>>();
    return {
      ...parts,
      limits: {
        async restore(userId) {
          limits.set(userId, fresh());
          await limits.get(userId)?.restore(userId);
        },
        take: (userId) => limits.get(userId)?.take(userId) ?? true,
        giveBack: (userId) => limits.get(userId)?.giveBack(userId),
      },
    };
  },
};
