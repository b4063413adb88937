/** What a load run hands to the reports, format 1. Everything here is plain data: it is written as JSON as it stands. */
import type { CommandKind } from './plan.ts';

/**
 * `passed`: every gate is kept. `failed`: one is not. `died`: the target went away and did not come back. `invalid`:
 * the generator itself was the limit, so that the figures say nothing about the target.
 */
export type LoadVerdict = 'passed' | 'failed' | 'died' | 'invalid';

/** Latencies in ms. `hdr` holds all of them in µs: an HdrHistogram, V2, deflated, base64. Zeros where `count` is 0. */
export interface Spread {
  count: number;
  minMs: number;
  meanMs: number;
  p50Ms: number;
  p90Ms: number;
  p99Ms: number;
  p999Ms: number;
  maxMs: number;
  hdr: string;
}

/** What became of commands. Each that was `sent` is answered, lost or unanswered in the end. */
export interface Tally {
  sent: number;
  answered: number;
  /** Answered with a status that the plan does not expect. */
  unexpected: number;
  /** On their way when the connection ended. */
  lost: number;
  /** Not answered within the time there was. */
  unanswered: number;
  /** Answers by status line, such as `200/OK`; `other` for what is none of the five. */
  statuses: Record<string, number>;
}

export interface Totals extends Tally {
  /** Due, but never sent: the target took no more. */
  unsent: number;
  /** Answers that nobody had asked for. */
  unasked: number;
}

export interface CommandResult extends Tally {
  command: CommandKind;
  latency: Spread;
}

/** One step of the time line; `atMs` counts from the start of the measured time. Answers count when they came. */
export interface Interval {
  atMs: number;
  durationMs: number;
  sent: number;
  answered: number;
  errors: number;
  receivedBytes: number;
  latency: Spread;
}

/** What sends: the engine of this tool, or a second instrument. */
export type EngineName = 'own' | 'autocannon';

/** How the generator itself fared. */
export interface Generator {
  /** Whose clients have sent and timed: its own, or those of autocannon. */
  engine: EngineName;
  workers: number;
  pacing: 'spin' | 'timer';
  /** Of each worker, from 0 to 1; with `spin` always near 1. */
  eventLoopUse: number[];
  /** Of the whole process, from the start of the measured time to the last answer. */
  cpuMs: number;
  /** How much later than intended commands were ready to leave. Empty for a closed loop, which intends no times. */
  sendError: Spread;
  reconnects: number;
  /** Why the run is invalid, in sentences; empty when it is not. */
  doubts: string[];
}

export interface GateResult {
  gate: string;
  /** The figure in words, such as `12.4 ms`. */
  actual: string;
  kept: boolean;
}

/** What became of all messages of a run, those of the warm-up too. */
export interface Delivery {
  /** Answered 200, and of these: arrived once, never, more than once, or nobody could see. */
  sent: number;
  arrived: number;
  lost: number;
  duplicated: number;
  unseen: number;
  /** Answered otherwise, and of these: arrived all the same. */
  refused: number;
  leaked: number;
  /** Not answered at all, so that they may have arrived or not. */
  open: number;
  /** Handed out to somebody they were not for. */
  strayed: number;
}

export interface LoadResult {
  format: 1;
  kind: 'load';
  tool: { name: 'tchatator-check'; version: string };
  target: { address: string; kind: 'bundled' | 'address' | 'exec' };
  /** In the words of a plan file, as it was run: options of the command line included. */
  plan: { name: string; [key: string]: unknown };
  /** Which part of the plan this is; `{ index: 0, of: 1 }` is all of it. */
  share: { index: number; of: number };
  /** ISO 8601. */
  startedAt: string;
  /** Of the measured time. */
  durationMs: number;
  verdict: LoadVerdict;
  /** Why the target is taken to be dead. */
  reason?: string;
  interrupted: boolean;
  /** How many commands a second the plan asked for, on average; absent for a closed loop. */
  askedPerSecond?: number;
  /** Expected answers a second. */
  ratePerSecond: number;
  totals: Totals;
  /** From the intended time of a command to its answer; in a closed loop from its sending. */
  latency: Spread;
  /** From the sending of a command to its answer. */
  service: Spread;
  /** Where it was verified. */
  delivery?: Delivery;
  commands: CommandResult[];
  timeline: Interval[];
  generator: Generator;
  gates: GateResult[];
  notes: string[];
}

/** What a load run tells while it goes on. Results never depend on it. */
export type LoadEvent =
  | { kind: 'plan'; text: string; totalMs: number }
  | { kind: 'connected'; connections: number; of: number }
  | { kind: 'started'; warmUpMs: number }
  | { kind: 'second'; second: LiveSecond }
  /** What is being done, or has come out, in a sentence. */
  | { kind: 'stage'; text: string };

/** The last second as the live view shows it; counts are of the whole run. */
export interface LiveSecond {
  elapsedMs: number;
  totalMs: number;
  isWarmUp: boolean;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  inFlight: number;
  errors: number;
  statuses: Record<string, number>;
}
