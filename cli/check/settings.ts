import { existsSync } from 'node:fs';
import { z } from 'zod';
import { suggest } from '../../spec/suggest.ts';
import {
  distinct,
  parseAccount,
  parseAddress,
  UNKNOWN,
  type Account,
  type Profile,
} from '../../target/profile.ts';
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

const flags = z.object({
  target: z.string().optional(),
  profile: z.string().optional(),
  account: z.array(z.string()).default([]),
  database: z.string().default('auto'),
  only: z.array(z.string()).default([]),
  skip: z.array(z.string()).default([]),
  strict: z.boolean().default(false),
  complete: z.boolean().default(false),
  jobs: z.number().optional(),
  patience: z.number().default(10),
  timeout: z.number().optional(),
  bail: z.boolean().default(false),
  verbose: z.boolean().default(false),
  report: z.array(z.string()).default([]),
});
type Flags = z.output<typeof flags>;

/** The profile that is taken when none is named. */
export const DEFAULT_PROFILE = 'tchatator.yaml';

/** Brings flags and the profile together; finds all problems at once. */
export function readSettings(given: unknown): SettingsResult {
  const told = flags.parse(given);
  const problems: string[] = [];
  const profile = readTarget(told, problems);
  const reports = told.report
    .map((text) => readReport(text, problems))
    .filter((report) => report !== undefined);
  if (problems.length > 0) return { kind: 'problems', problems };
  const { only, skip, strict, complete, bail, verbose, database } = told;
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

function readTarget(told: Flags, problems: string[]): CheckSettings['profile'] {
  const file =
    told.profile ?? (told.target === undefined && existsSync(DEFAULT_PROFILE) ? DEFAULT_PROFILE : undefined);
  const read = file === undefined ? undefined : readProfile(file);
  if (read?.kind === 'problems') problems.push(...problemLines(read.problems));
  const base = read?.kind === 'profile' ? read.profile : UNKNOWN;
  const target = told.target === undefined ? base.target : parseAddress(told.target);
  if (told.target !== undefined && target === undefined)
    problems.push(`--target ${told.target}: no address; write host:port, such as 127.0.0.1:4242`);
  const accounts = [...base.accounts, ...told.account.flatMap((text) => readAccount(text, problems))];
  problems.push(...repeated(accounts));
  if (read?.kind === 'profile' && target === undefined && told.target === undefined)
    problems.push(`${file ?? ''}: names no target; add "target: host:port", or give --target`);
  if (target === undefined && told.account.length > 0 && read === undefined)
    problems.push('--account: goes with --target; the bundled server has accounts of its own');
  return target === undefined ? undefined : { ...base, target, accounts };
}

function readAccount(text: string, problems: string[]): Account[] {
  const parsed = parseAccount(text);
  if (parsed.success) return [parsed.data];
  const what = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  problems.push(
    `--account ${text.split(':').slice(0, 2).join(':')}:…: ${what}; write role:id:token, such as member:1:abc`,
  );
  return [];
}

function repeated(accounts: readonly Account[]): string[] {
  const checked = z.array(z.custom<Account>()).superRefine(distinct).safeParse(accounts);
  return checked.success ? [] : checked.error.issues.map(({ message }) => `accounts: ${message}`);
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
  return file.length === 0 ? { format } : { format, file: file.join('=') };
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
