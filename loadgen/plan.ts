/** What a load run is to do, parsed: times in ms, rates per second. `plan-schema.ts` tells the form people write. */
import type { StatusCode } from '../wire/status.ts';
import type { Gate } from './gate.ts';

/** What a user does. `update` and `delete` mean a message of the user's own. */
export const COMMAND_KINDS = ['send', 'poll', 'update', 'delete'] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

/** A plan, complete. Every connection is a user of its own, since a user is connected once only. */
export interface Plan {
  readonly name: string;
  /** What it is for, in one sentence. */
  readonly about: string;
  readonly connections: number;
  readonly load: Load;
  /** How often each command comes, in proportion; what is absent does not. */
  readonly mix: ReadonlyMap<CommandKind, number>;
  /** The length of message content in characters, both ends included. */
  readonly size: { readonly from: number; readonly to: number };
  /** Runs before the measured time, with the same load, and is not recorded. */
  readonly warmUpMs: number;
  readonly seed: number;
  /** The statuses that are no error. */
  readonly expect: readonly StatusCode[];
  readonly gates: readonly Gate[];
  /** Whether every message answered 200 has to arrive exactly once, and no other. */
  readonly verify: boolean;
}

export type Load = ClosedLoad | OpenLoad;

/** Each connection sends again as soon as an answer has come, and after the think time. */
export interface ClosedLoad {
  readonly kind: 'closed';
  /** Commands on their way at once on each connection. */
  readonly depth: number;
  readonly thinkMs: number;
  /** Of the measured time. */
  readonly durationMs: number;
  /** Ends the run earlier, once so many commands have been sent, by all connections together. */
  readonly requests?: number;
}

/** Commands leave when the schedule says so, whether or not earlier ones have been answered. */
export interface OpenLoad {
  readonly kind: 'open';
  /** One after the other; together the measured time. */
  readonly stages: readonly Stage[];
  /** `even`: at equal distances. `random`: as a Poisson process of that rate. */
  readonly arrivals: 'even' | 'random';
  /** Commands on their way at once on a connection; what is due beyond waits, and its latency counts meanwhile. */
  readonly depth: number;
}

/** The rate changes evenly from the one to the other; where both are one it holds. */
export interface Stage {
  readonly fromPerSecond: number;
  readonly toPerSecond: number;
  readonly durationMs: number;
}

/** How long the measured part of a plan lasts at most. */
export function durationOf({ load }: Plan): number {
  switch (load.kind) {
    case 'closed':
      return load.durationMs;
    case 'open':
      return load.stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
  }
}
