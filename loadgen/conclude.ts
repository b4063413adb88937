import { Course } from './course.ts';
import { deliveryGate } from './delivery/delivery-gate.ts';
import { doubtsOf } from './doubts.ts';
import { Histogram } from './histogram.ts';
import { judgeGates } from './judge-gates.ts';
import { unpacked, type Measured, type MeasuredStep } from './measured.ts';
import { notesOf } from './notes.ts';
import type { Pacing } from './pacer.ts';
import { durationOf, type Plan } from './plan.ts';
import type { Delivery, EngineName, Interval, LoadResult } from './result.ts';
import type { Share } from './share.ts';
import { spreadOf } from './spread.ts';
import { stepMsFor } from './time-line.ts';
import { commandResult, totalsOf } from './totals.ts';

/** All that is known once a run is over. */
export interface Concluded {
  readonly plan: Plan;
  /** The plan in the words it is written in. */
  readonly written: Readonly<Record<string, unknown>>;
  readonly share: Share;
  readonly measured: Measured;
  /** Where it was verified. */
  readonly delivery?: Delivery;
  readonly measuredMs: number;
  readonly engine: EngineName;
  readonly workers: number;
  readonly pacing: Pacing;
  readonly cpuMs: number;
  readonly version: string;
  readonly target: LoadResult['target'];
  readonly startedAt: Date;
  readonly interrupted: boolean;
  /** Why the target is given up. */
  readonly gone?: string;
}

/** The result of a run: figures, gates, and whether they are worth anything. */
export function conclude(run: Concluded): LoadResult {
  const { plan, measured, measuredMs, gone } = run;
  const latency = new Histogram();
  for (const command of measured.commands) latency.addPacked(command.latency);
  const p99Ms = latency.percentileUs(99) / 1000;
  const ratePerSecond = measuredMs === 0 ? 0 : (1000 * measured.inTime) / measuredMs;
  const gates = [
    // Those of a part say nothing of the whole, which is judged once all parts are merged.
    ...(run.share.of > 1 ? [] : judgeGates(plan.gates, { measured, ratePerSecond })),
    ...(run.delivery === undefined ? [] : [deliveryGate(run.delivery)]),
  ];
  const fared = { plan, measured, p99Ms, pacing: run.pacing };
  const doubts = doubtsOf(fared);
  return {
    format: 1,
    kind: 'load',
    tool: { name: 'tchatator-check', version: run.version },
    target: run.target,
    plan: { name: plan.name, ...run.written },
    share: run.share,
    startedAt: run.startedAt.toISOString(),
    durationMs: measuredMs,
    verdict: verdictOf({ gone, doubts, kept: gates.every(({ kept }) => kept) }),
    ...(gone !== undefined && { reason: gone }),
    interrupted: run.interrupted,
    ...askedPerSecond(plan, run.share),
    ratePerSecond,
    totals: totalsOf(measured),
    latency: spreadOf(latency),
    service: spreadOf(unpacked(measured.service)),
    ...(run.delivery !== undefined && { delivery: run.delivery }),
    commands: measured.commands.map(commandResult),
    timeline: measured.steps.map((step) => intervalOf(step, plan)),
    generator: {
      engine: run.engine,
      workers: run.workers,
      pacing: run.pacing,
      eventLoopUse: [...measured.eventLoopUse],
      cpuMs: run.cpuMs,
      sendError: spreadOf(unpacked(measured.sendError)),
      reconnects: measured.reconnects,
      doubts,
    },
    gates,
    notes: notesOf(fared),
  };
}

function verdictOf({
  gone,
  doubts,
  kept,
}: {
  gone: string | undefined;
  doubts: readonly string[];
  kept: boolean;
}): LoadResult['verdict'] {
  if (gone !== undefined) return 'died';
  if (doubts.length > 0) return 'invalid';
  return kept ? 'passed' : 'failed';
}

/** Of this share, on average. */
function askedPerSecond(plan: Plan, { of }: Share): { askedPerSecond?: number } {
  if (plan.load.kind === 'closed') return {};
  const { count, durationMs } = new Course(plan.load.stages);
  return { askedPerSecond: (1000 * count) / durationMs / of };
}

function intervalOf({ number, latency, ...counts }: MeasuredStep, plan: Plan): Interval {
  const stepMs = stepMsFor(durationOf(plan));
  return {
    atMs: number * stepMs,
    durationMs: stepMs,
    ...counts,
    latency: spreadOf(unpacked(latency)),
  };
}
