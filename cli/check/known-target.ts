import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { USUAL_LAUNCH, type Launch } from '../../target/exec/launch.ts';
import { parseAccount, parseAddress, UNKNOWN, type Account, type Profile } from '../../target/profile.ts';
import { readProfile } from '../../target/read-profile.ts';
import type { Dialect } from '../../spec/dialect-schema.ts';
import { readDialect } from '../../spec/read-dialect.ts';
import { problemLines } from '../problem-lines.ts';

/** A target, and what is known of it. */
export type KnownTarget = Profile & Required<Pick<Profile, 'target'>>;

/** A server that is to be started. */
export interface ToldServer {
  readonly profile: Profile;
  readonly launch: Launch & Required<Pick<Launch, 'command'>>;
}

/** Which server a run is to be about. */
export type TargetChoice =
  | { readonly kind: 'bundled' }
  | { readonly kind: 'address'; readonly profile: KnownTarget }
  | ({ readonly kind: 'exec' } & ToldServer);

/** What the command line tells of a target. */
export interface ToldTarget {
  readonly target?: string | undefined;
  readonly exec?: string | undefined;
  readonly profile?: string | undefined;
  readonly account: readonly string[];
  readonly dialect?: string | undefined;
}

/** The profile that is taken when none is named. */
export const DEFAULT_PROFILE = 'tchatator.yaml';

/** The profile, completed by the options beside it. What is wrong is added to `problems`. */
export function readTarget(told: ToldTarget, problems: string[]): TargetChoice {
  const isUsual = told.target === undefined && existsSync(DEFAULT_PROFILE);
  const file = told.profile ?? (isUsual ? DEFAULT_PROFILE : undefined);
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
  const dialect = dialectOf(told.dialect, base, problems);
  const profile = { ...base, ...(target && { target }), accounts, dialect };
  const launch = launchOf(told, base);
  if (launch !== undefined) return { kind: 'exec', profile, launch };
  if (target !== undefined) return { kind: 'address', profile: { ...profile, target } };
  if (read?.kind === 'profile' && told.target === undefined)
    problems.push(
      `${file ?? ''}: names no target; add "target: host:port" or "exec: { command: … }", or give --target or --exec`,
    );
  if (told.account.length > 0 && read === undefined)
    problems.push('--account: goes with --target or --exec; the bundled server has accounts of its own');
  if (told.dialect !== undefined)
    problems.push('--dialect: goes with --target or --exec; the bundled server speaks the protocol itself');
  return { kind: 'bundled' };
}

/** The dialect that the command line names, which goes before that of the profile. */
function dialectOf(told: string | undefined, { dialect }: Profile, problems: string[]): Dialect | undefined {
  if (told === undefined) return dialect;
  if (told === 'none') return undefined;
  const read = readDialect(told);
  if (read.kind === 'problems') problems.push(...problemLines(read.problems));
  if (read.kind === 'unknown') problems.push(`--dialect ${told}: ${read.why}`);
  return read.kind === 'dialect' ? read.dialect : undefined;
}

/** How the server is to be started; undefined where nobody names a command. */
function launchOf(told: ToldTarget, { launch = USUAL_LAUNCH }: Profile): ToldServer['launch'] | undefined {
  const command = told.exec ?? launch.command;
  return command === undefined ? undefined : { ...launch, cwd: resolve(launch.cwd), command };
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
