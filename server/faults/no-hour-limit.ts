import type { Fault } from '../fault.ts';
import { createSendLimits } from '../limits.ts';

export const fault: Fault = {
  clauses: ['R3', 'R1'],
  text: 'Only the minute is limited, not the hour.',
  apply: (parts) => ({
    ...parts,
    limits: createSendLimits({
      options: { ...parts.options, maxMessagesPerHours: 1_000_000 },
      nowMs: () => performance.now(),
      recentAgesMs: parts.messages.recentAgesMs,
    }),
  }),
};
