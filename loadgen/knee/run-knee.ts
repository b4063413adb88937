import type { KneeResult, KneeStep, KneeVerdict } from '../knee-result.ts';
import type { Plan } from '../plan.ts';
import { durationOf } from '../plan.ts';
import type { LoadResult } from '../result.ts';
import type { Loaded } from '../run-load.ts';
import { nextStep, type Knee, type Step, type Trial } from './knee.ts';

export interface KneeOptions {
  readonly knee: Knee;
  /** The plan in the words it is written in, options of the command line included. */
  readonly written: Readonly<Record<string, unknown>>;
  readonly planFor: (perSecond: number) => Plan;
  /** Runs the plan of one step, with connections and a warm-up of its own. */
  readonly run: (plan: Plan) => Promise<Loaded>;
  readonly onStep: (step: KneeStep) => void;
  readonly signal: AbortSignal;
  /** In ms. */
  readonly now: () => number;
  readonly startedAt: Date;
}

export type KneeRun =
  | { readonly kind: 'result'; readonly result: KneeResult }
  | { readonly kind: 'cannot'; readonly why: readonly string[] }
  | { readonly kind: 'interrupted' };

/** Logging in and waiting for the last answers takes time beside a step's own. */
const ASIDE_MS = 1000;

/** Tries one rate after the other until it is known which is the highest that keeps the gates, or time is over. */
export async function runKnee(options: KneeOptions): Promise<KneeRun> {
  const { knee, signal, now } = options;
  const startMs = now();
  const trials: Trial[] = [];
  const steps: KneeStep[] = [];
  let last: LoadResult | undefined;
  for (;;) {
    const stepMs = durationFor(options.planFor(knee.fromPerSecond));
    const hasTime = now() - startMs + stepMs <= knee.withinMs;
    const step = nextStep(knee, trials, hasTime || trials.length === 0);
    if (step.kind === 'done' || signal.aborted)
      return last === undefined
        ? { kind: 'interrupted' }
        : {
            kind: 'result',
            result: concluded(step, { ...options, steps, trials, last, durationMs: now() - startMs }),
          };
    const loaded = await options.run(options.planFor(step.perSecond));
    if (loaded.kind === 'interrupted') continue;
    if (loaded.kind === 'cannot') {
      if (last === undefined) return loaded;
      // Nobody gets in any more who got in before: the target is gone.
      trials.push({ perSecond: step.perSecond, outcome: 'died' });
      steps.push({ ...nothing(step.perSecond), why: [...loaded.why] });
      continue;
    }
    last = loaded.result;
    if (last.interrupted) continue;
    const told = stepOf(step.perSecond, last);
    trials.push({ perSecond: step.perSecond, outcome: told.outcome });
    steps.push(told);
    options.onStep(told);
  }
}

/** So much of a rate has to be answered before a gate that is kept says anything of it. */
const ENOUGH_RATE = 0.95;

/** A generator that is late makes latencies longer, never shorter: gates that are kept all the same are kept. */
function outcomeOf(perSecond: number, { verdict, gates, ratePerSecond }: LoadResult): KneeStep['outcome'] {
  switch (verdict) {
    case 'passed':
      return 'held';
    case 'failed':
      return 'broken';
    case 'died':
      return 'died';
    case 'invalid': {
      const isKept = gates.every(({ kept }) => kept) && ratePerSecond >= ENOUGH_RATE * perSecond;
      return isKept ? 'held' : 'invalid';
    }
  }
}

function durationFor(plan: Plan): number {
  return plan.warmUpMs + durationOf(plan) + ASIDE_MS;
}

function stepOf(perSecond: number, result: LoadResult): KneeStep {
  const { ratePerSecond, latency, gates, generator, reason } = result;
  const why = [...generator.doubts, ...(reason === undefined ? [] : [reason])];
  return { perSecond, outcome: outcomeOf(perSecond, result), ratePerSecond, latency, gates, why };
}

function nothing(perSecond: number): KneeStep {
  const none = { count: 0, minMs: 0, meanMs: 0, p50Ms: 0, p90Ms: 0, p99Ms: 0, p999Ms: 0, maxMs: 0, hdr: '' };
  return { perSecond, outcome: 'died', ratePerSecond: 0, latency: none, gates: [], why: [] };
}

type Ended = KneeOptions & {
  readonly steps: KneeStep[];
  readonly trials: readonly Trial[];
  readonly last: LoadResult;
  readonly durationMs: number;
};

function concluded(step: Step, { steps, trials, last, durationMs, ...options }: Ended): KneeResult {
  const done = step.kind === 'done' ? step : { how: 'unclear' as const };
  const tried = (perSecond: number, isSuch: (trial: Trial) => boolean) => {
    const all = trials.filter((trial) => trial.perSecond === perSecond);
    return { perSecond, times: all.filter(isSuch).length, of: all.length };
  };
  const { holdsPerSecond, overPerSecond } = 'kind' in done ? done : nextBounds(options.knee, trials);
  return {
    format: 1,
    kind: 'knee',
    tool: last.tool,
    target: last.target,
    plan: { ...options.written, name: last.plan.name },
    startedAt: options.startedAt.toISOString(),
    durationMs,
    verdict: done.how satisfies KneeVerdict,
    interrupted: options.signal.aborted,
    ...(holdsPerSecond !== undefined && {
      holds: tried(holdsPerSecond, ({ outcome }) => outcome === 'held'),
    }),
    ...(overPerSecond !== undefined && { over: tried(overPerSecond, ({ outcome }) => outcome !== 'held') }),
    steps,
  };
}

/** What was known when somebody did not want to wait any more. */
function nextBounds(
  knee: Knee,
  trials: readonly Trial[],
): { holdsPerSecond?: number; overPerSecond?: number } {
  const step = nextStep(knee, trials, false);
  return step.kind === 'done' ? step : {};
}
