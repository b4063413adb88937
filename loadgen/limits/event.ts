/** What one user has said to the target, and what came of it: all that limits are judged by. */
export interface Event {
  /** `odd`: a message that has to be refused, limit or not. */
  readonly what: 'message' | 'odd' | 'poll' | 'login';
  /** When it left and when its answer came, in ms of one clock: the target counted it somewhere between. */
  readonly sentMs: number;
  readonly answeredMs: number;
  /** Of the answer; 0 when none came. */
  readonly code: number;
}

/** So many messages may be sent in so much time. */
export interface Limit {
  readonly messages: number;
  readonly windowMs: number;
}

export type WindowName = 'minute' | 'hour';

/** Clocks, timers and networks are inexact: an event this near the edge of a window may be on either side. */
export function slackMs(windowMs: number): number {
  return Math.min(1000, Math.max(10, windowMs / 100));
}
