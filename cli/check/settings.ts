import { z } from 'zod';
import { isDatabaseUrl } from '../../database/url.ts';
import { formats } from '../../reports/formats.ts';
import { kebabCase } from '../kebab-case.ts';
import { readKnownFindings, type KnownFindings } from './known-findings.ts';
import { databaseChoice, databaseFor, databaseImage } from './database-choice.ts';
import { readTarget, type TargetChoice } from './known-target.ts';
import { readReports, type ReportTo } from './report-to.ts';

/** Everything `check` is told, parsed. */
export interface CheckSettings {
  readonly target: TargetChoice;
  readonly database: string;
  readonly databaseImage?: string | undefined;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly strict: boolean;
  readonly complete: boolean;
  readonly jobs?: number;
  readonly patienceMs: number;
  readonly answerMs?: number;
  /** How often each case is played. */
  readonly repeat: number;
  /** What the order of cases comes from; without it, they come as declared. */
  readonly seed?: number;
  readonly bail: boolean;
  readonly verbose: boolean;
  readonly reports: readonly ReportTo[];
  readonly known?: KnownFindings;
  /** The options that a rerun of a single case needs to mean the same target. */
  readonly rerunFlags: readonly string[];
}

export type SettingsResult =
  { kind: 'settings'; settings: CheckSettings } | { kind: 'problems'; problems: readonly string[] };

const whole = z
  .string()
  .regex(/^[1-9]\d{0,6}$/, 'expected a whole number from 1')
  .transform(Number);

const flags = z.object({
  target: z.string().optional(),
  exec: z.string().regex(/\S/, 'expected a command').optional(),
  profile: z.string().min(1, 'expected a file name').optional(),
  account: z.array(z.string()).default([]),
  database: databaseChoice,
  databaseImage,
  only: z.array(z.string()).default([]),
  skip: z.array(z.string()).default([]),
  strict: z.boolean().default(false),
  complete: z.boolean().default(false),
  jobs: whole.optional(),
  patience: z
    .string()
    .regex(/^\d{1,6}(\.\d+)?$/, 'expected seconds, such as 10 or 2.5')
    .transform(Number)
    .optional(),
  timeout: whole.optional(),
  repeat: whole.default(1),
  seed: z
    .string()
    .regex(/^\d{1,10}$/, 'expected a whole number from 0')
    .transform(Number)
    .refine((seed) => seed < 2 ** 32, 'expected a whole number up to 4294967295')
    .optional(),
  bail: z.boolean().default(false),
  verbose: z.boolean().default(false),
  report: z.array(z.string()).default([]),
  dialect: z.string().min(1, 'expected a name or a file').optional(),
  baseline: z.string().min(1, 'expected a file name').optional(),
  updateBaseline: z.boolean().default(false),
});
type Flags = z.output<typeof flags>;

/** For each time that the cases are played. */
const PATIENCE_SECONDS = 10;

/** Brings flags and the profile together; finds all problems at once. */
export function readSettings(given: Readonly<Record<string, unknown>>): SettingsResult {
  const parsed = flags.safeParse(given);
  if (!parsed.success) {
    // The other options are still looked at, so that all that is wrong is told at once.
    const wrong = parsed.error.issues.map(({ path, message }) => ({ option: String(path[0]), message }));
    const rest = readSettings(without(given, new Set(wrong.map(({ option }) => option))));
    const told = wrong.map(({ option, message }) => `--${kebabCase(option)}: ${message}`);
    return { kind: 'problems', problems: rest.kind === 'problems' ? [...told, ...rest.problems] : told };
  }
  const told = parsed.data;
  const problems: string[] = [];
  const target = readTarget(told, problems);
  const database = databaseFor(target, told.database, problems);
  const reports = readReports(told.report, formats, problems);
  const known = readKnownFindings(told, problems);
  if (problems.length > 0) return { kind: 'problems', problems };
  const { only, skip, strict, complete, bail, verbose, repeat } = told;
  return {
    kind: 'settings',
    settings: {
      target,
      database,
      databaseImage: told.databaseImage,
      only,
      skip,
      strict,
      complete,
      ...(told.jobs !== undefined && { jobs: told.jobs }),
      patienceMs: (told.patience ?? PATIENCE_SECONDS * repeat) * 1000,
      ...(told.timeout !== undefined && { answerMs: told.timeout }),
      repeat,
      ...(told.seed !== undefined && { seed: told.seed }),
      bail,
      verbose,
      reports,
      ...(known !== undefined && { known }),
      rerunFlags: rerunFlags(told),
    },
  };
}

function without(
  given: Readonly<Record<string, unknown>>,
  names: ReadonlySet<string>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !names.has(name)));
}

function rerunFlags(told: Flags): string[] {
  const target = told.target === undefined ? [] : ['--target', told.target];
  const profile = told.profile === undefined ? [] : ['--profile', told.profile];
  const exec = told.exec === undefined ? [] : ['--exec', quoted(told.exec)];
  const database = told.database === undefined ? [] : ['--database', withoutSecret(told.database)];
  const image = told.databaseImage === undefined ? [] : ['--database-image', told.databaseImage];
  const dialect = told.dialect === undefined ? [] : ['--dialect', told.dialect];
  const accounts = told.account.flatMap((account) => [
    '--account',
    `'${account.split(':').slice(0, 2).join(':')}:<token>'`,
  ]);
  return [...target, ...profile, ...exec, ...dialect, ...database, ...image, ...accounts];
}

function withoutSecret(database: string): string {
  return isDatabaseUrl(database) ? "'<url>'" : database;
}

/** As a shell takes it for one word. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
