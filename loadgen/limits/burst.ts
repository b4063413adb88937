import { usedBefore, type Counts } from './earned.ts';
import type { Event, Limit } from './event.ts';

/** Messages of one user behind each other, beyond its limit, and what went before them. */
export interface Burst {
  readonly events: readonly Event[];
  readonly before: readonly Event[];
  readonly limit: Limit;
  readonly counts: Counts;
  /** When it began. */
  readonly startMs: number;
  /** Where it goes on with an earlier burst, on a new connection: that one. */
  readonly goesOn?: readonly Event[];
}

/**
 * `early`: a 426 for a message that the limit allows, by its number from 1. `late`: none by the message for which it was
 * due. `slow`: the target takes so long to answer that its window moves on. `other`: another limit came first.
 * `denied`: messages are refused otherwise, so that nothing is seen of the limit.
 */
export type BurstRuling =
  | { readonly kind: 'held' }
  | { readonly kind: 'early'; readonly at: number }
  | { readonly kind: 'late'; readonly due: number; readonly at: number | undefined; readonly spanMs: number }
  | { readonly kind: 'slow' }
  | { readonly kind: 'other' }
  | { readonly kind: 'denied'; readonly code: number };

/** Rules on a burst: within the limit nothing is limited (R2), beyond it a 426 is due (R3). */
export function ruleBurst(burst: Burst): BurstRuling {
  const { events, limit, goesOn } = burst;
  const answered = events.filter(({ code }) => code !== 0);
  const first = answered.findIndex(({ code }) => code === 426);
  const within = goesOn === undefined ? leastAllowed(burst) : 0;
  const denied = answered.slice(0, within).find(({ code }) => code !== 200 && code !== 426);
  if (denied !== undefined) return { kind: 'denied', code: denied.code };
  if (first !== -1 && first < within) return { kind: 'early', at: first + 1 };
  const due = dueBy(burst);
  if (first !== -1 && first < due) return { kind: 'held' };
  // Where windows turn inside a burst, it shows nothing that more is let through.
  const spanMs = spanOf(burst);
  if (answered.length < due || spanMs >= limit.windowMs) return { kind: 'slow' };
  return { kind: 'late', due, at: first === -1 ? undefined : first + 1, spanMs };
}

/** By which message of a burst a 426 is due (R3): a window lets N more through for each of its lengths that passes. */
export function dueBy(burst: Burst): number {
  const { limit, goesOn = [] } = burst;
  const allowed = Math.max(0, limit.messages - goesOn.filter(({ code }) => code === 200).length);
  return allowed + 1 + Math.floor((limit.messages * spanOf(burst)) / limit.windowMs);
}

/** How many messages must be let through, whatever of the earlier ones counts. */
function leastAllowed({ before, startMs, limit, counts }: Burst): number {
  return Math.max(0, limit.messages - usedBefore(startMs, before, { limit, counts }));
}

/** From the beginning to the last answer, in ms. */
function spanOf({ events, startMs, goesOn }: Burst): number {
  const fromMs = goesOn?.[0]?.sentMs ?? startMs;
  return Math.max(0, ...events.filter(({ code }) => code !== 0).map(({ answeredMs }) => answeredMs - fromMs));
}
