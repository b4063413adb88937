/** What a run of a limits plan hands to the reports, format 1: plain data, written as JSON as it stands. */

/**
 * What was asked about the limits, and what came of it. `held`; `broken`, with what was due and what came; `unjudged`:
 * why nothing can be said.
 */
export type LimitCheck = {
  /** Of the protocol. */
  clause: string;
  window: 'minute' | 'hour';
  title: string;
} & (
  | { verdict: 'held'; users: number }
  | { verdict: 'broken'; expected: string; actual: string; users: number; of: number }
  | { verdict: 'unjudged'; why: string }
);

/** How the target limits, as far as its answers tell. */
export interface LimiterResult {
  window: 'minute' | 'hour';
  /** In a sentence. */
  text: string;
  /** Those that may have answered so; one of them where it is known. */
  kinds: ('sliding' | 'first-message' | 'clock' | 'bucket')[];
  /** Whether these count: one answer where it is known, two where it is not. */
  countsLimited: boolean[];
  countsRefused: boolean[];
  countsCommands: boolean[];
}

export interface LimitsResult {
  format: 1;
  kind: 'limits';
  tool: { name: 'tchatator-check'; version: string };
  target: { address: string; kind: 'bundled' | 'address' | 'exec' };
  plan: { name: string } & Record<string, unknown>;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  /** `died`: the target went away and did not come back. */
  verdict: 'passed' | 'failed' | 'died';
  reason?: string;
  interrupted: boolean;
  /** As the profile declares them: a limit that it does not is not judged. */
  limits: { perMinute?: number; perHour?: number; minuteMs: number; hourMs: number };
  users: number;
  /** Messages sent, by what they were answered, such as `200/OK`; `none` for no answer. */
  messages: Record<string, number>;
  checks: LimitCheck[];
  limiter?: LimiterResult;
  notes: string[];
}
