import type { ServerOptions } from './options.ts';
import { SlidingWindow } from './sliding-window.ts';

/** How many messages each user may send, counted over connections and restarts. */
export interface SendLimits {
  /** Must have been awaited once for a user before `take`: learns what the user sent before this process knew them. */
  restore(userId: number): Promise<void>;
  /** Counts a message of this user, unless it is one too many. */
  take(userId: number): boolean;
  /** The message counted last was refused after all. */
  giveBack(userId: number): void;
}

export interface SendLimitsParts {
  readonly options: Pick<
    ServerOptions,
    'maxMessagesPerMinutes' | 'maxMessagesPerHours' | 'minuteMs' | 'hourMs'
  >;
  /** Milliseconds on a clock that never goes back. */
  readonly nowMs: () => number;
  /** The ages, in milliseconds, of what a user sent within the last `spanMs`. */
  readonly recentAgesMs: (userId: number, spanMs: number) => Promise<readonly number[]>;
}

export function createSendLimits({ options, nowMs, recentAgesMs }: SendLimitsParts): SendLimits {
  const limits = [
    { events: options.maxMessagesPerMinutes, spanMs: options.minuteMs },
    { events: options.maxMessagesPerHours, spanMs: options.hourMs },
  ];
  const longestMs = Math.max(options.minuteMs, options.hourMs);
  const windows = new Map<number, SlidingWindow>();

  function windowOf(userId: number): SlidingWindow {
    const window = windows.get(userId);
    if (window === undefined) throw new Error(`the limits of user ${userId} were not restored`);
    return window;
  }

  return {
    async restore(userId) {
      if (windows.has(userId)) return;
      const ages = await recentAgesMs(userId, longestMs);
      // A login whose connection broke off may still be at it; what has been counted meanwhile stays.
      if (windows.has(userId)) return;
      const now = nowMs();
      const times = ages.map((age) => now - age);
      windows.set(userId, new SlidingWindow(limits, times));
    },
    take: (userId) => windowOf(userId).take(nowMs()),
    giveBack: (userId) => {
      windowOf(userId).giveBack();
    },
  };
}
