import type { Measured } from './measured.ts';
import { unpacked } from './measured.ts';
import type { Pacing } from './pacer.ts';
import type { Plan } from './plan.ts';

/** A worker that is busy for so much of the time sends when it can, and no longer when it should. */
const MOST_USE = 0.95;
/** Where more than half of a latency is the generator's own, it says nothing of the target; below 20 ms nobody minds. */
const MOST_SEND_ERROR_MS = 20;
const MOST_SEND_ERROR_PART = 0.5;
/** A send error that is worth telling, though the run stands. */
const NOTED_SEND_ERROR_MS = 1;
const NOTED_SEND_ERROR_PART = 0.1;

/** What the generator itself was like in a run. */
export interface Fared {
  readonly plan: Plan;
  readonly pacing: Pacing;
  readonly measured: Measured;
  /** The 99th percentile of all latencies. */
  readonly p99Ms: number;
}

/** Why the generator was the limit, in sentences: the figures say nothing about the target then. */
export function doubtsOf({ plan, pacing, measured, p99Ms }: Fared): string[] {
  const doubts: string[] = [];
  const use = Math.max(0, ...measured.eventLoopUse);
  // Who spins is always busy; how late it was says more.
  const spins = plan.load.kind === 'open' && pacing === 'spin';
  if (!spins && use >= MOST_USE)
    doubts.push(
      `a worker was busy for ${percent(use)} of the time, so that the generator was the limit: give it more --workers, or plan less`,
    );
  const errorMs = sendErrorMs(measured);
  if (errorMs > Math.max(MOST_SEND_ERROR_MS, MOST_SEND_ERROR_PART * p99Ms))
    doubts.push(
      `one command in a hundred was ${errorMs.toFixed(1)} ms late or more for want of the generator: give it more --workers, an idle machine, or plan a lower rate`,
    );
  return doubts;
}

/** What of the generator shows in the latencies, without making them worthless. */
export function remarksOn({ measured, p99Ms }: Pick<Fared, 'measured' | 'p99Ms'>): string[] {
  const errorMs = sendErrorMs(measured);
  if (errorMs < NOTED_SEND_ERROR_MS || errorMs < NOTED_SEND_ERROR_PART * p99Ms) return [];
  return [
    `the generator was up to ${errorMs.toFixed(1)} ms late itself (99 %), which is part of the latency; the service time is free of it`,
  ];
}

/** How late one command in a hundred was or more, and no fewer than five: a single hiccup spoils no short run. */
function sendErrorMs({ sendError }: Measured): number {
  const errors = unpacked(sendError);
  const percentile = Math.min(99, 100 * (1 - FEWEST_LATE / errors.count));
  return errors.count < FEWEST_LATE ? 0 : errors.percentileUs(percentile) / 1000;
}

const FEWEST_LATE = 5;

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
