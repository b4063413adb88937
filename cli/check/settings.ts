import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { isDatabaseUrl } from '../../database/url.ts';
import { suggest } from '../../spec/suggest.ts';
import { parseAccount, parseAddress, UNKNOWN, type Account, type Profile } from '../../target/profile.ts';
import { readProfile } from '../../target/read-profile.ts';
import { formats } from '../../reports/formats.ts';
import { problemLines } from '../problem-lines.ts';

/** Where a report goes: a file, or standard output. */
export interface ReportTo {
  readonly format: string;
  readonly file?: string;
}

/** Everything `check` is told, parsed. Without a target the bundled server is meant. */
export interface CheckSettings {
  readonly profile?: Profile & Required<Pick<Profile, 'target'>>;
  readonly database: string;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly strict: boolean;
  readonly complete: boolean;
  readonly jobs?: number;
  readonly patienceMs: number;
  readonly answerMs?: number;
  readonly bail: boolean;
  readonly verbose: boolean;
  readonly reports: readonly ReportTo[];
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
  profile: z.string().min(1, 'expected a file name').optional(),
  account: z.array(z.string()).default([]),
  database: z
    .string()
    .refine(
      (choice) => ['auto', 'container', 'embedded'].includes(choice) || isDatabaseUrl(choice),
      'expected auto, container, embedded or a postgres:// URL',
    )
    .optional(),
  only: z.array(z.string()).default([]),
  skip: z.array(z.string()).default([]),
  strict: z.boolean().default(false),
  complete: z.boolean().default(false),
  jobs: whole.optional(),
  patience: z
    .string()
    .regex(/^\d{1,6}(\.\d+)?$/, 'expected seconds, such as 10 or 2.5')
    .transform(Number)
    .default(10),
  timeout: whole.optional(),
  bail: z.boolean().default(false),
  verbose: z.boolean().default(false),
  report: z.array(z.string()).default([]),
});
type Flags = z.output<typeof flags>;

/** The profile that is taken when none is named. */
export const DEFAULT_PROFILE = 'tchatator.yaml';

/** Brings flags and the profile together; finds all problems at once. */
export function readSettings(given: Readonly<Record<string, unknown>>): SettingsResult {
  const parsed = flags.safeParse(given);
  if (!parsed.success) {
    // The other options are still looked at, so that all that is wrong is told at once.
    const wrong = parsed.error.issues.map(({ path, message }) => ({ option: String(path[0]), message }));
    const rest = readSettings(without(given, new Set(wrong.map(({ option }) => option))));
    const told = wrong.map(({ option, message }) => `--${option}: ${message}`);
    return { kind: 'problems', problems: rest.kind === 'problems' ? [...told, ...rest.problems] : told };
  }
  const told = parsed.data;
  const problems: string[] = [];
  const profile = readTarget(told, problems);
  if (profile !== undefined && told.database !== undefined)
    problems.push('--database: is for the bundled server; a target has its own');
  const reports = told.report
    .map((text) => readReport(text, problems))
    .filter((report) => report !== undefined);
  if (problems.length > 0) return { kind: 'problems', problems };
  const { only, skip, strict, complete, bail, verbose, database = 'auto' } = told;
  return {
    kind: 'settings',
    settings: {
      ...(profile !== undefined && { profile }),
      database,
      only,
      skip,
      strict,
      complete,
      ...(told.jobs !== undefined && { jobs: told.jobs }),
      patienceMs: told.patience * 1000,
      ...(told.timeout !== undefined && { answerMs: told.timeout }),
      bail,
      verbose,
      reports: reports.length === 0 ? [{ format: 'terminal' }] : reports,
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

function readTarget(told: Flags, problems: string[]): CheckSettings['profile'] {
  const file =
    told.profile ?? (told.target === undefined && existsSync(DEFAULT_PROFILE) ? DEFAULT_PROFILE : undefined);
  const read = file === undefined ? undefined : readProfile(file);
  if (read?.kind === 'problems') problems.push(...problemLines(read.problems));
  const base = read?.kind === 'profile' ? read.profile : UNKNOWN;
  const given = told.target === undefined ? undefined : parseAddress(told.target);
  if (given?.kind === 'problem') problems.push(`--target ${told.target ?? ''}: ${given.why}`);
  const target = given === undefined ? base.target : given.kind === 'address' ? given.address : undefined;
  const accounts = [
    ...base.accounts,
    ...told.account.flatMap((text, index) => readAccount(text, index, problems)),
  ];
  problems.push(...repeated(accounts));
  if (read?.kind === 'profile' && target === undefined && told.target === undefined)
    problems.push(`${file ?? ''}: names no target; add "target: host:port", or give --target`);
  if (target === undefined && told.account.length > 0 && read === undefined)
    problems.push('--account: goes with --target; the bundled server has accounts of its own');
  return target === undefined ? undefined : { ...base, target, accounts };
}

/** Never shows the text itself: whatever is wrong with it, a part of it may be a token. */
function readAccount(text: string, index: number, problems: string[]): Account[] {
  const parsed = parseAccount(text);
  if (parsed.kind === 'account') return [parsed.account];
  problems.push(
    `--account, number ${index + 1}: ${parsed.problem}; write role:id:token, such as member:1:abc`,
  );
  return [];
}

function repeated(accounts: readonly Account[]): string[] {
  const seen = (field: 'id' | 'token', index: number): boolean =>
    accounts.slice(0, index).some((other) => other[field] === accounts[index]?.[field]);
  return accounts.flatMap(({ id, role }, index) => [
    ...(seen('id', index)
      ? [`account ${id} (${role}): the id is given twice; each account needs its own`]
      : []),
    ...(seen('token', index) ? [`account ${id} (${role}): another account has the same token`] : []),
  ]);
}

function readReport(text: string, problems: string[]): ReportTo | undefined {
  const [format = '', ...file] = text.split('=');
  if (!Object.hasOwn(formats, format)) {
    const close = suggest(format, Object.keys(formats));
    const hint =
      close === undefined ? `there are ${Object.keys(formats).join(', ')}` : `did you mean ${close}?`;
    problems.push(`--report ${format}: unknown format; ${hint}`);
    return undefined;
  }
  if (file.length === 0) return { format };
  const path = file.join('=');
  const unwritable = whyUnwritable(path);
  if (unwritable !== undefined) problems.push(`--report ${text}: ${unwritable}`);
  return { format, file: path };
}

/** Found out before the run, whose result would be lost else. */
function whyUnwritable(path: string): string | undefined {
  if (path === '') return 'expected a file name behind the =';
  if (existsSync(path) && statSync(path).isDirectory()) return 'is a folder; name a file';
  try {
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
    return undefined;
  } catch (error) {
    return `cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function rerunFlags(told: Flags): string[] {
  const target = told.target === undefined ? [] : ['--target', told.target];
  const profile = told.profile === undefined ? [] : ['--profile', told.profile];
  const accounts = told.account.flatMap((account) => [
    '--account',
    `'${account.split(':').slice(0, 2).join(':')}:<token>'`,
  ]);
  return [...target, ...profile, ...accounts];
}
