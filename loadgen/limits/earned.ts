import { slackMs, type Event, type Limit } from './event.ts';

/** What a target is believed to count (R9). */
export type Counts = 'messages' | 'commands';

/**
 * Whether a user's own traffic may have earned a 426, whatever kind of limiter there is: only where as many things as the
 * limit allows lie within one window before it. A sliding window, a fixed one and a bucket of tokens agree on that.
 * Messages that were limited themselves may count (R9).
 * @param before what the user has said before, in order
 */
export function isEarned(
  event: Event,
  before: readonly Event[],
  { limit, counts }: { limit: Limit; counts: Counts },
): boolean {
  return usedBefore(event.sentMs, before, { limit, counts }) >= limit.messages;
}

/** How much of a limit may be used up at a time. */
export function usedBefore(
  atMs: number,
  before: readonly Event[],
  { limit: { windowMs }, counts }: { limit: Limit; counts: Counts },
): number {
  const fromMs = atMs - windowMs - slackMs(windowMs);
  return before.filter((each) => each.answeredMs > fromMs && mayCount(each, counts)).length;
}

function mayCount({ what }: Event, counts: Counts): boolean {
  return what === 'message' || what === 'odd' || counts === 'commands';
}
