import type { Link } from './link.ts';

/** A connection without an answer for so long is given up and made anew; at least five times `answerMs`. */
const STALL_MS = 10_000;

/** Gives up the connections on which nothing has been answered for too long. */
export function dropStalled(
  links: readonly Link[],
  { nowMs, answerMs }: { nowMs: number; answerMs: number },
): void {
  const stallMs = Math.max(STALL_MS, 5 * answerMs);
  for (const link of links) {
    const { onTheirWay, sentMs } = link.pending;
    if (onTheirWay > 0 && nowMs - sentMs > stallMs) link.drop('unanswered', `no answer within ${stallMs} ms`);
  }
}
