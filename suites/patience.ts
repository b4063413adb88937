import { performance } from 'node:perf_hooks';
import type { Patience } from './play/context.ts';

/** The patience of a run: how long it may wait for windows in all, in ms. */
export function createPatience(totalMs: number, onWait: (forMs: number, why: string) => void): Patience {
  let leftMs = totalMs;
  return {
    async wait(forMs, why) {
      if (forMs > leftMs) return 'no-patience';
      leftMs -= forMs;
      if (forMs >= 1000) onWait(forMs, why);
      const endMs = performance.now() + forMs;
      for (let restMs = forMs; restMs > 0; restMs = endMs - performance.now()) {
        await new Promise((resolve) => setTimeout(resolve, restMs));
      }
      return 'waited';
    },
  };
}
