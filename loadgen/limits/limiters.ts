/**
 * The kinds of rate limiters that are right (R9), each as a set of states it may be in: what a target was asked and
 * answered leaves some, or none. Only the times of sending and of the answer are known; in doubt a state stays.
 */
import { slackMs, type Event, type Limit } from './event.ts';

export const LIMITER_KINDS = ['sliding', 'first-message', 'clock', 'bucket'] as const;
export type LimiterKind = (typeof LIMITER_KINDS)[number];

/** An event, and whether a limiter counts it if it lets it through. */
export interface Asked {
  readonly event: Event;
  readonly counts: boolean;
  /** What came of it; `any` where neither shows anything. */
  readonly seen: 'accepted' | 'limited' | 'any';
}

/** States a limiter may be in behind an event; none when it cannot have answered so. */
export interface Limiter<State> {
  readonly begin: readonly State[];
  readonly next: (state: State, asked: Asked) => readonly State[];
  /** States with one key are one. */
  readonly key: (state: State) => string;
}

/** Whether a limiter may have answered all of that. */
export function explains<State>({ begin, next, key }: Limiter<State>, asked: readonly Asked[]): boolean {
  let states = begin;
  for (const each of asked) {
    const reached = states.flatMap((state) => next(state, each));
    states = [...new Map(reached.map((state) => [key(state), state])).values()];
    if (states.length === 0) return false;
  }
  return true;
}

/** The last N events that counted are within one window. */
export function slidingLimiter({ messages, windowMs }: Limit): Limiter<readonly Event[]> {
  const slack = slackMs(windowMs);
  return {
    begin: [[]],
    next(counted, { event, counts, seen }) {
      const inside = counted.filter((each) => event.answeredMs - each.sentMs < windowMs - slack).length;
      const perhaps = counted.filter((each) => event.sentMs - each.answeredMs < windowMs + slack);
      if (seen === 'accepted' && inside >= messages) return [];
      if (seen === 'limited' && perhaps.length < messages) return [];
      return [counts ? [...perhaps, event] : perhaps];
    },
    key: (counted) => String(counted.length),
  };
}

interface Begun {
  readonly event: Event | undefined;
  readonly count: number;
}

/** A window begins with a user's first message, and then the next with the first behind its end. */
export function firstMessageLimiter({ messages, windowMs }: Limit): Limiter<Begun> {
  const slack = slackMs(windowMs);
  return {
    begin: [{ event: undefined, count: 0 }],
    next(state, { event, counts, seen }) {
      const began = state.event;
      const mayBeOver = began === undefined || event.answeredMs - began.sentMs >= windowMs - slack;
      const mayLast = began !== undefined && event.sentMs - began.answeredMs < windowMs + slack;
      const next: Begun[] = [];
      if (mayBeOver && seen !== 'limited')
        next.push(counts ? { event, count: 1 } : { event: undefined, count: 0 });
      if (mayLast && agrees(state.count, messages, seen))
        next.push({ ...state, count: state.count + Number(counts) });
      return next;
    },
    key: ({ event, count }) => `${event?.sentMs ?? '-'} ${event?.answeredMs ?? '-'} ${count}`,
  };
}

interface Ticking {
  /** When a window begins, in ms behind the clock's zero, and the number of the window it is in. */
  readonly phaseMs: number;
  readonly window: number;
  readonly count: number;
}

/** So many places are tried where windows may begin. */
const PHASES = 64;

/** Windows follow each other by a clock, for everybody alike. */
export function clockLimiter({ messages, windowMs }: Limit): Limiter<Ticking> {
  const slack = Math.max(slackMs(windowMs), windowMs / PHASES / 2);
  return {
    begin: Array.from({ length: PHASES }, (_, at) => ({
      phaseMs: (at * windowMs) / PHASES,
      window: -Infinity,
      count: 0,
    })),
    next(state, { event, counts, seen }) {
      const { phaseMs } = state;
      const windowAt = (ms: number): number => Math.floor((ms - phaseMs) / windowMs);
      const [first, last] = [windowAt(event.sentMs - slack), windowAt(event.answeredMs + slack)];
      const windows = [...new Set([first, last])].filter((window) => window >= state.window);
      return windows.flatMap((window) => {
        const count = window === state.window ? state.count : 0;
        return agrees(count, messages, seen) ? [{ phaseMs, window, count: count + Number(counts) }] : [];
      });
    },
    key: ({ phaseMs, window, count }) => `${phaseMs} ${window} ${count}`,
  };
}

/** When the bucket will be full again, at the earliest and at the latest. */
interface Filling {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A bucket of N tokens that fills up steadily, N in each window; a message takes one. */
export function bucketLimiter({ messages, windowMs }: Limit): Limiter<Filling> {
  const tokenMs = windowMs / messages;
  const mostMs = windowMs - tokenMs;
  const slack = slackMs(windowMs);
  return {
    begin: [{ fromMs: -Infinity, toMs: -Infinity }],
    next({ fromMs, toMs }, { event, counts, seen }) {
      const { sentMs, answeredMs } = event;
      const leastWaitMs = Math.max(0, fromMs - answeredMs);
      const mostWaitMs = Math.max(0, toMs - sentMs);
      if (seen === 'accepted' && leastWaitMs > mostMs + slack) return [];
      if (seen === 'limited' && mostWaitMs <= mostMs - slack) return [];
      if (!counts) return [{ fromMs, toMs }];
      return [{ fromMs: Math.max(fromMs, sentMs) + tokenMs, toMs: Math.max(toMs, answeredMs) + tokenMs }];
    },
    key: ({ fromMs, toMs }) => `${fromMs} ${toMs}`,
  };
}

function agrees(count: number, messages: number, seen: Asked['seen']): boolean {
  if (seen === 'any') return true;
  return seen === 'accepted' ? count < messages : count >= messages;
}
