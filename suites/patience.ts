import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Patience } from './play/context.ts';

/** The patience of a run: how long it may wait for windows in all, in ms. */
export function createPatience(
  totalMs: number,
  { signal, onWait }: { signal: AbortSignal; onWait: (forMs: number, why: string) => void },
): Patience {
  let leftMs = totalMs;
  let coveredUntilMs = -Infinity;
  return {
    async wait(forMs, why) {
      // What is waited for at the same time costs its time once.
      const nowMs = performance.now();
      const costMs = Math.max(0, nowMs + forMs - Math.max(nowMs, coveredUntilMs));
      if (costMs > leftMs || signal.aborted) return 'no-patience';
      leftMs -= costMs;
      coveredUntilMs = Math.max(coveredUntilMs, nowMs + forMs);
      if (forMs >= 1000) onWait(forMs, why);
      const isOver = await sleep(forMs, signal);
      return isOver ? 'waited' : 'no-patience';
    },
  };
}

/** Whether the time has passed: false when the signal came first. A timer may fire a little early. */
async function sleep(forMs: number, signal: AbortSignal): Promise<boolean> {
  const endMs = performance.now() + forMs;
  try {
    for (let restMs = forMs; restMs > 0; restMs = endMs - performance.now())
      await setTimeout(restMs, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
