import { z } from 'zod';
import type { EngineName } from '../../loadgen/result.ts';
import { WHOLE, type Share } from '../../loadgen/share.ts';
import { runsFormats } from '../../reports/load/formats.ts';
import type { TargetChoice } from '../check/known-target.ts';
import type { ReportTo } from '../check/report-to.ts';
import type { WrittenPlan } from './written-plan.ts';

/** How often a plan is done, which part of it, when, and with what. */
export interface Manner {
  readonly runs: number;
  readonly share: Share;
  /** When all shards begin; not told, as soon as all users are there. */
  readonly startAt?: Date;
  readonly engine: EngineName;
}

const MOST_RUNS = 100;
const MOST_SHARDS = 1000;
const LONGEST_WAIT_MS = 24 * 3_600_000;
const RUNS = `expected a whole number from 1 to ${MOST_RUNS}`;
const SHARD = `expected i/n, such as 0/4 for the first of four, up to ${MOST_SHARDS}`;

export const mannerFlags = {
  runs: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, RUNS)
    .transform(Number)
    .refine((runs) => runs <= MOST_RUNS, RUNS)
    .default(1),
  shard: z
    .string()
    .regex(/^\d{1,4}\/[1-9]\d{0,3}$/, SHARD)
    .transform((text): Share => {
      const [index = 0, of = 1] = text.split('/').map(Number);
      return { index, of };
    })
    .refine(({ of }) => of <= MOST_SHARDS, SHARD)
    .refine(
      ({ index, of }) => index < of,
      'there is no such part: those of n are counted from 0 to n - 1, such as 0/4 to 3/4',
    )
    .optional(),
  startAt: z.iso
    .datetime({ offset: true, error: 'expected a time with its zone, such as 2026-03-01T10:00:00Z' })
    .transform((text) => new Date(text))
    .optional(),
  engine: z.enum(['own', 'autocannon'], 'expected own or autocannon').default('own'),
};

interface Told {
  readonly runs: number;
  readonly shard?: Share | undefined;
  readonly startAt?: Date | undefined;
  readonly engine: EngineName;
}

export function mannerOf({ runs, shard, startAt, engine }: Told): Manner {
  return { runs, share: shard ?? WHOLE, engine, ...(startAt !== undefined && { startAt }) };
}

/** What else was told. */
interface Beside {
  readonly task: WrittenPlan;
  readonly target: TargetChoice['kind'];
  readonly workers: number;
  readonly reports: readonly ReportTo[];
}

/** What cannot be said together, in sentences. */
export function mannerProblems(manner: Manner, beside: Beside): string[] {
  return [
    ...runsProblems(manner, beside),
    ...shardProblems(manner, beside),
    ...engineProblems(manner, beside),
  ];
}

function runsProblems({ runs, share, startAt }: Manner, { task, reports }: Beside): string[] {
  if (runs === 1) return [];
  return [
    ...(task.kind === 'load'
      ? []
      : [`--runs: is for plans that put load on a target; ${task.kind} decides itself how often`]),
    ...(share.of > 1 ? ['--runs: a shard is one run; start all shards anew for the next'] : []),
    ...(startAt === undefined ? [] : ['--runs: only one run can begin at the time of --start-at']),
    ...reports
      .filter(({ format }) => !(format in runsFormats))
      .map(
        ({ format }) =>
          `--report ${format}: holds one run; with --runs use ${Object.keys(runsFormats).join(' or ')}`,
      ),
  ];
}

function shardProblems({ share: { of }, startAt }: Manner, { task, target }: Beside): string[] {
  const waitMs = startAt === undefined ? 0 : startAt.getTime() - Date.now();
  const time = [
    ...(startAt !== undefined && waitMs < 0
      ? ['--start-at: is over; name a time that all shards can be ready by']
      : []),
    ...(waitMs > LONGEST_WAIT_MS ? ['--start-at: is more than 24 h away; name a sooner time'] : []),
    ...(startAt !== undefined && task.kind !== 'load'
      ? [`--start-at: is for plans that put load on a target`]
      : []),
  ];
  if (of === 1) return time;
  if (task.kind !== 'load')
    return [...time, `--shard: is for plans that put load on a target, and ${task.kind} is none`];
  const { connections, verify } = task.plan;
  return [
    ...time,
    ...(target === 'address'
      ? []
      : ['--shard: each shard would start a server of its own; name one with --target or a profile']),
    ...(verify
      ? ['--shard: --verify wants both sides of every message in one run; leave one of the two out']
      : []),
    ...(connections < of
      ? [
          `--shard: the plan has ${connections} connections, too few for ${of} shards; plan more --connections`,
        ]
      : []),
  ];
}

function engineProblems({ engine }: Manner, { task, workers }: Beside): string[] {
  if (engine === 'own') return [];
  return [
    ...(task.kind === 'load' && task.plan.load.kind === 'closed'
      ? []
      : [
          '--engine autocannon: sends on answers, not when commands are due; it is for plans with a closed loop',
        ]),
    ...(workers > 1 ? ['--engine autocannon: works in one thread; leave --workers out'] : []),
  ];
}
