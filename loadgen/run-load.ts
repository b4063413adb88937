import { showAddress, type Address, type Profile } from '../target/profile.ts';
import { conclude } from './conclude.ts';
import { deliveryOf } from './delivery/delivered.ts';
import { RETRY_MS } from './dialer.ts';
import type { Around, Job, Outcome } from './job.ts';
import type { Live } from './live.ts';
import { LiveView } from './live-view.ts';
import { mergeMeasured } from './measured.ts';
import { pacingFor, type Pacing } from './pacer.ts';
import { durationOf, type Plan } from './plan.ts';
import { probe } from './probe.ts';
import type { EngineName, LoadEvent, LoadResult } from './result.ts';
import { takeShare, within, type Share } from './share.ts';
import { planText } from './plan-text.ts';
import { awaitStart, LEAD_MS } from './await-start.ts';
import { usersOf } from './user.ts';

export interface LoadOptions {
  readonly plan: Plan;
  /** The plan in the words it is written in, options of the command line included. */
  readonly written: Readonly<Record<string, unknown>>;
  readonly share: Share;
  readonly target: { readonly kind: LoadResult['target']['kind']; readonly address: Address };
  readonly profile: Profile;
  readonly engine: EngineName;
  readonly workers: number;
  /** Where it is not said, the machine decides. */
  readonly pacing?: Pacing;
  readonly machine: { readonly cores: number; readonly isLocal: boolean };
  /** Tells the messages of one run from those of another; letters and digits. */
  readonly tag: string;
  readonly version: string;
  readonly startedAt: Date;
  /** How long it is until all begin, in ms, where that is agreed upon; else it begins once all users are there. */
  readonly untilStartMs?: () => number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: LoadEvent) => void;
  /** Ms of a clock that all workers share, and the time all cores have worked for this process, in ms. */
  readonly now: () => number;
  readonly cpuMs: () => number;
  /** `RETRY_MS`, unless somebody cannot wait; threads take that always. */
  readonly retryMs?: number;
  /** Does the jobs, in threads or here. */
  readonly runJobs: (jobs: readonly Job[], around: Around) => Promise<Outcome[]>;
}

/** `cannot`: nothing was measured, and why, in sentences; `cure`: what to do, where that is known. */
export type Loaded =
  | { readonly kind: 'result'; readonly result: LoadResult }
  | { readonly kind: 'cannot'; readonly why: readonly string[]; readonly cure?: string }
  | { readonly kind: 'interrupted' };

/** Runs a plan against a target. Accounts and limits are known to suffice. */
export async function runLoad(options: LoadOptions): Promise<Loaded> {
  const { plan, share, target, profile, signal } = options;
  const { answerMs } = profile.timing;
  const users = takeShare(share, usersOf(profile.accounts, plan.connections));
  const [first] = users;
  if (first === undefined) return { kind: 'cannot', why: ['this share of the plan has no users'] };
  const probed = await probe({ address: target.address, token: first.account.token, answerMs });
  if (signal.aborted) return { kind: 'interrupted' };
  if (probed.kind === 'cannot') return { kind: 'cannot', why: [probed.reason] };
  const workers = Math.min(options.workers, users.length);
  const pacing = options.pacing ?? pacingFor({ ...options.machine, workers });
  const jobs = Array.from({ length: workers }, (_, index): Job => {
    const inner = { index, of: workers };
    return {
      plan,
      share: within(share, inner),
      users: takeShare(inner, users),
      address: target.address,
      wire: probed.wire,
      tag: options.tag,
      pacing,
      answerMs,
    };
  });
  return conduct(jobs, { ...options, pacing });
}

async function conduct(jobs: readonly Job[], options: LoadOptions & { pacing: Pacing }): Promise<Loaded> {
  const { plan, signal, onEvent } = options;
  const view = new LiveView(plan, jobs.length);
  let cpuMs = options.cpuMs();
  let timer: NodeJS.Timeout | undefined;
  const late = new AbortController();
  onEvent({ kind: 'plan', text: planText(plan), totalMs: plan.warmUpMs + durationOf(plan) });
  const outcomes = await options.runJobs(jobs, {
    now: options.now,
    ready: async () => {
      const startMs = await awaitStart(options);
      if (startMs === undefined) {
        late.abort();
        return Infinity;
      }
      timer = setTimeout(() => (cpuMs = options.cpuMs()), LEAD_MS + plan.warmUpMs);
      onEvent({ kind: 'started', warmUpMs: plan.warmUpMs });
      return startMs;
    },
    drained: () => Promise.resolve(),
    onConnected: (connections) => onEvent({ kind: 'connected', connections, of: usersIn(jobs) }),
    onLive: (live: Live) => {
      const second = view.take(live);
      if (second !== undefined) onEvent({ kind: 'second', second });
    },
    retryMs: options.retryMs ?? RETRY_MS,
    signal: AbortSignal.any([signal, late.signal]),
  });
  clearTimeout(timer);
  if (late.signal.aborted && !signal.aborted) return LATE;
  return concluded(outcomes, { ...options, workers: jobs.length, cpuMs: options.cpuMs() - cpuMs });
}

const LATE: Loaded = {
  kind: 'cannot',
  why: ['the time of --start-at was over before all users were logged in, and the other shards have begun'],
  cure: 'start all shards anew, with more time',
};

type Conducted = Omit<LoadOptions, 'cpuMs'> & { pacing: Pacing; workers: number; cpuMs: number };

function concluded(outcomes: readonly Outcome[], options: Conducted): Loaded {
  const measured = outcomes.flatMap((outcome) => (outcome.kind === 'measured' ? [outcome] : []));
  if (measured.length < outcomes.length) {
    const reasons = outcomes.flatMap((outcome) =>
      outcome.kind === 'not-ready' && outcome.reason !== undefined ? [outcome.reason] : [],
    );
    const why = [...new Set(reasons)];
    return why.length === 0 ? { kind: 'interrupted' } : { kind: 'cannot', why };
  }
  const gone = measured.find((outcome) => outcome.gone !== undefined)?.gone;
  const { plan, target, signal } = options;
  const result = conclude({
    ...options,
    target: { address: showAddress(target.address), kind: target.kind },
    measured: mergeMeasured(measured.map((outcome) => outcome.measured)),
    ...(plan.verify && { delivery: deliveryOf(measured.flatMap(({ mails }) => mails)) }),
    measuredMs: Math.max(...measured.map((outcome) => outcome.measuredMs)),
    interrupted: signal.aborted,
    ...(gone !== undefined && { gone }),
  });
  return { kind: 'result', result };
}

function usersIn(jobs: readonly Job[]): number {
  return jobs.reduce((sum, { users }) => sum + users.length, 0);
}
