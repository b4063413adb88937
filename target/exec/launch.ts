/** How a server under test is started, and what it finds in its database: the part of a profile that `--exec` uses. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { accountSqlFile, toAccountSql, type AccountSql } from './account-sql.ts';

/** When a server that was started is ready. */
export type Ready =
  | { readonly kind: 'port' }
  /** A line it says matches. */
  | { readonly kind: 'line'; readonly pattern: RegExp };

export interface Launch {
  /** For `/bin/sh`; absent where only the command line names it. */
  readonly command?: string;
  readonly cwd: string;
  /** Set on top of our own environment; placeholders such as `{port}` are filled in. */
  readonly env: Readonly<Record<string, string>>;
  readonly ready: Ready;
  readonly stop: 'SIGINT' | 'SIGTERM';
  /** Whether a database is made for it, or it keeps all by itself and knows the accounts of the profile alone. */
  readonly database: 'made' | 'none';
  /** How long it may take to be ready, in ms. */
  readonly startMs: number;
  /** SQL files instead of the field's tables, in their order. */
  readonly schema: readonly string[];
  readonly accountSql?: AccountSql;
  /** Whether a `.env` in `cwd` tells the environment too, for as long as the run lasts. */
  readonly envFile: boolean;
}

const NOT_EMPTY = 'expected at least one character';
const path = z.string().min(1, NOT_EMPTY);
const variable = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const exec = z.strictObject({
  command: z.string().regex(/\S/, 'a command').optional(),
  cwd: path.default('.'),
  env: z.record(z.string().regex(/^[A-Za-z_]\w*$/, 'expected the name of a variable'), variable).default({}),
  ready: z.string().min(1, NOT_EMPTY).default('port').transform(toReady),
  stop: z.enum(['SIGINT', 'SIGTERM']).default('SIGTERM'),
  database: z.enum(['made', 'none']).default('made'),
  'start-ms': z.int().min(1).max(3_600_000).default(30_000),
});

/** The keys of a profile that are about starting; none of them has to be there. */
export const launchFile = {
  exec: exec.optional(),
  schema: z.union([path.transform((file) => [file]), z.array(path).min(1)]).optional(),
  'account-sql': accountSqlFile.optional(),
  'env-file': z.boolean().optional(),
};

type LaunchFile = z.output<z.ZodObject<typeof launchFile>>;

/** What is done where nothing is said. */
export const USUAL_LAUNCH: Launch = toLaunch({});

/** From the file's form to ours; undefined when nothing of it is there. */
export function launchOf(file: LaunchFile): Launch | undefined {
  const said = [file.exec, file.schema, file['account-sql'], file['env-file']];
  return said.every((part) => part === undefined) ? undefined : toLaunch(file);
}

/** The same, with paths seen from this folder. */
export function launchIn(folder: string, launch: Launch): Launch {
  return {
    ...launch,
    cwd: resolve(folder, launch.cwd),
    schema: launch.schema.map((file) => resolve(folder, file)),
  };
}

function toLaunch({
  exec: given,
  schema = [],
  'account-sql': sql,
  'env-file': envFile = false,
}: LaunchFile): Launch {
  const { command, 'start-ms': startMs, ...rest } = given ?? exec.parse({});
  return {
    ...(command !== undefined && { command }),
    ...rest,
    startMs,
    schema,
    ...(sql !== undefined && { accountSql: toAccountSql(sql) }),
    envFile,
  };
}

function toReady(text: string, context: z.RefinementCtx): Ready {
  if (text === 'port') return { kind: 'port' };
  try {
    return { kind: 'line', pattern: new RegExp(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    context.addIssue({ code: 'custom', message: `no regular expression: ${error.message}` });
    return z.NEVER;
  }
}
