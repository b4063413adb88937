import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadEvent } from './result.ts';

/** All workers have been told to start, and are awake, when this has passed. */
export const LEAD_MS = 50;

/** What is known of when a run begins. */
export interface Start {
  readonly untilStartMs?: () => number;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: LoadEvent) => void;
}

/**
 * Once everybody is there: the time of `now` at which all begin, at once or as agreed upon; nothing where that time is over.
 * Is told shortly before it comes, or when the run is cut short.
 */
export async function awaitStart({ untilStartMs, now, signal, onEvent }: Start): Promise<number | undefined> {
  if (untilStartMs === undefined) return now() + LEAD_MS;
  const waitMs = untilStartMs() - LEAD_MS;
  if (waitMs < 0) return undefined;
  onEvent({
    kind: 'stage',
    text: `all users are logged in; waiting ${(waitMs / 1000).toFixed(1)} s for the start`,
  });
  await sleep(waitMs, undefined, { signal }).catch(endOfWaiting);
  return now() + Math.max(0, untilStartMs());
}

/** Whoever is interrupted wants to wait no longer, and sees that by the signal. */
function endOfWaiting(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
}
