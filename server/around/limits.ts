import { createSendLimits } from '../limits.ts';
import type { Parts } from '../parts.ts';
import type { WindowLimit } from '../sliding-window.ts';

/** Limits messages by other numbers than the configuration's. */
export function limiting(parts: Parts, change: (limit: number) => number): Parts {
  const { maxMessagesPerMinutes, maxMessagesPerHours } = parts.options;
  const limits = createSendLimits({
    options: {
      ...parts.options,
      maxMessagesPerMinutes: change(maxMessagesPerMinutes),
      maxMessagesPerHours: change(maxMessagesPerHours),
    },
    nowMs: () => performance.now(),
    recentAgesMs: parts.messages.recentAgesMs,
  });
  return { ...parts, limits };
}

/** One user's messages under one limit, whatever its way of counting. */
export interface Counter {
  hasRoom(nowMs: number): boolean;
  count(nowMs: number): void;
}

/** Counts messages in another way than the sliding window: a user's message must have room in all counters. */
export function countingBy(parts: Parts, create: (limit: WindowLimit) => Counter): Parts {
  const { maxMessagesPerMinutes, minuteMs, maxMessagesPerHours, hourMs } = parts.options;
  const counters = new Map<number, readonly Counter[]>();
  const countersOf = (userId: number) => {
    const known = counters.get(userId) ?? [
      create({ events: maxMessagesPerMinutes, spanMs: minuteMs }),
      create({ events: maxMessagesPerHours, spanMs: hourMs }),
    ];
    counters.set(userId, known);
    return known;
  };
  return {
    ...parts,
    limits: {
      restore: () => Promise.resolve(),
      take(userId) {
        const now = performance.now();
        const isFree = countersOf(userId).every((counter) => counter.hasRoom(now));
        if (isFree) for (const counter of countersOf(userId)) counter.count(now);
        return isFree;
      },
      giveBack: () => undefined,
    },
  };
}
