import { z } from 'zod';
import type { Pacing } from '../../loadgen/pacer.ts';
import { loadFormats } from '../../reports/load/formats.ts';
import { databaseChoice, databaseFor, databaseImage } from '../check/database-choice.ts';
import { readTarget, type TargetChoice } from '../check/known-target.ts';
import { readReports, type ReportTo } from '../check/report-to.ts';
import { kebabCase } from '../kebab-case.ts';
import { mannerFlags, mannerProblems, mannerOf, type Manner } from './manner.ts';
import { DEFAULT_PLAN, writtenPlan, type WrittenPlan } from './written-plan.ts';

/** Everything `load` is told, parsed. */
export interface LoadSettings extends Manner {
  readonly task: WrittenPlan;
  readonly target: TargetChoice;
  readonly database: string;
  readonly databaseImage?: string | undefined;
  /** Whether a target beyond this machine and private networks is allowed. */
  readonly isOwned: boolean;
  readonly workers: number;
  readonly pacing?: Pacing;
  readonly answerMs?: number;
  readonly reports: readonly ReportTo[];
}

export type SettingsResult =
  | { readonly kind: 'settings'; readonly settings: LoadSettings }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

const MOST_WORKERS = 64;
const WORKERS = `expected a whole number from 1 to ${MOST_WORKERS}`;

const flags = z.object({
  plan: z.string().min(1, 'expected a name or a file').default(DEFAULT_PLAN),
  target: z.string().optional(),
  exec: z.string().regex(/\S/, 'expected a command').optional(),
  profile: z.string().min(1, 'expected a file name').optional(),
  dialect: z.literal('none', 'expected none: load speaks the protocol itself').optional(),
  account: z.array(z.string()).default([]),
  database: databaseChoice,
  databaseImage,
  iOwnThisServer: z.boolean().default(false),
  workers: z
    .string()
    .regex(/^[1-9]\d?$/, WORKERS)
    .transform(Number)
    .refine((workers) => workers <= MOST_WORKERS, WORKERS)
    .default(1),
  pacing: z.enum(['auto', 'spin', 'timer'], 'expected auto, spin or timer').default('auto'),
  timeout: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, 'expected a whole number from 1')
    .transform(Number)
    .optional(),
  report: z.array(z.string()).default([]),
  ...mannerFlags,
});

/** Brings flags, the plan and the profile together; finds all problems at once. */
export function readSettings(given: Readonly<Record<string, unknown>>): SettingsResult {
  const parsed = flags.safeParse(given);
  if (!parsed.success) {
    // The other options are still looked at, so that all that is wrong is told at once.
    const wrong = parsed.error.issues.map(({ path, message }) => ({ option: String(path[0]), message }));
    const known = Object.entries(given).filter(([name]) => !wrong.some(({ option }) => option === name));
    const rest = readSettings(Object.fromEntries(known));
    const told = wrong.map(({ option, message }) => `--${kebabCase(option)}: ${message}`);
    return { kind: 'problems', problems: rest.kind === 'problems' ? [...told, ...rest.problems] : told };
  }
  const told = parsed.data;
  const problems: string[] = [];
  const target = readTarget(told, problems);
  problems.push(...dialectProblems(target));
  const database = databaseFor(target, told.database, problems);
  const task = writtenPlan(told.plan, given, problems);
  const reports = readReports(told.report, loadFormats, problems);
  const manner = mannerOf(told);
  if (task !== undefined)
    problems.push(...mannerProblems(manner, { task, target: target.kind, workers: told.workers, reports }));
  if (problems.length > 0 || task === undefined) return { kind: 'problems', problems };
  return {
    kind: 'settings',
    settings: {
      ...manner,
      task,
      target,
      database,
      databaseImage: told.databaseImage,
      isOwned: told.iOwnThisServer,
      workers: told.workers,
      ...(told.pacing !== 'auto' && { pacing: told.pacing }),
      ...(told.timeout !== undefined && { answerMs: told.timeout }),
      reports,
    },
  };
}

/** A server that knows other names refuses every command, and what is measured then is how quick it refuses. */
function dialectProblems(target: TargetChoice): string[] {
  const dialect = target.kind === 'bundled' ? undefined : target.profile.dialect;
  if (dialect === undefined) return [];
  return [
    `the profile says that the target speaks the dialect ${dialect.name}, and load speaks the protocol itself; --dialect none loads it all the same`,
  ];
}
