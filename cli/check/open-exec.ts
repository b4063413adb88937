import { DatabaseUnavailable, wordsOf } from '../../database/database.ts';
import { freshDatabase } from '../../database/fresh-database.ts';
import { freePort } from '../../database/free-port.ts';
import { provideDatabase } from '../../database/provide.ts';
import { EnvFileInUse, placeEnvFile } from '../../target/exec/env-file.ts';
import { ownVariables, toldVariables } from '../../target/exec/environment.ts';
import { furnish } from '../../target/exec/furnish.ts';
import { NotFurnished } from '../../target/exec/not-furnished.ts';
import { NotUp } from '../../target/exec/life.ts';
import { startServer } from '../../target/exec/server.ts';
import type { Account } from '../../target/profile.ts';
import { createMask, type Mask } from '../../wire/mask.ts';
import { Cleanup } from '../cleanup.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import type { ToldServer } from './known-target.ts';
import type { Subject } from './subject.ts';

export interface ExecOptions {
  /** As `provideDatabase` takes it. */
  readonly database: string;
  /** The image of a database in a container; the usual one unless told. */
  readonly databaseImage?: string | undefined;
  readonly log: (line: string) => void;
  /** Ends the waiting for the server. */
  readonly signal: AbortSignal;
  /** How many accounts to make; enough for checks unless told. */
  readonly accounts?: number;
}

/**
 * Starts a team's own server, on a database made for it unless it is to have none.
 * @throws Failure when something that it needs is not to be had, or it does not start
 */
export async function openExec(told: ToldServer, options: ExecOptions): Promise<Subject> {
  const cleanup = new Cleanup();
  try {
    return await open(told, options, cleanup);
  } catch (error) {
    await cleanUp(cleanup, options);
    throw withCure(error);
  }
}

async function open(
  { profile, launch }: ToldServer,
  options: ExecOptions,
  cleanup: Cleanup,
): Promise<Subject> {
  const { log, signal } = options;
  const { accounts, databaseUrl } = await provision({ profile, launch }, options, cleanup);
  const { envFile } = launch;
  // A file tells one port: then it is the same for each life of the server.
  const address = profile.target ?? (envFile ? { host: '127.0.0.1', port: await freePort() } : undefined);
  const variables = (port: number): Record<string, string> => {
    const told = { port, databaseUrl };
    return { ...toldVariables(told), ...ownVariables(launch, told) };
  };
  if (envFile && address !== undefined) {
    const file = await placeEnvFile(launch.cwd, variables(address.port));
    cleanup.add(() => file.putBack());
  }
  const server = await startServer({
    launch,
    place: address === undefined ? { kind: 'free' } : { kind: 'fixed', address },
    env: (port) => ({ ...process.env, ...variables(port) }),
    mask: maskOf(accounts, databaseUrl),
    log,
    signal,
  });
  cleanup.add(() => server.stop());
  return {
    kind: 'exec',
    address: server.address,
    profile: { ...profile, target: server.address, accounts },
    ...(databaseUrl !== undefined && { databaseUrl }),
    lifeline: server,
    stop: () => cleanUp(cleanup, options),
  };
}

interface Provision {
  readonly accounts: readonly Account[];
  readonly databaseUrl?: string;
}

/** A fresh database with accounts in it. A server that gets none has those of the profile, and nobody can make others. */
async function provision(
  { profile, launch }: ToldServer,
  { database: choice, databaseImage: image, log, ...options }: ExecOptions,
  cleanup: Cleanup,
): Promise<Provision> {
  if (choice === 'none') return { accounts: profile.accounts };
  const provided = await provideDatabase(choice, { log, env: process.env, image });
  cleanup.add(() => provided.close());
  const database = await freshDatabase(provided);
  cleanup.add(() => database.close());
  log(`database ${database.name}: ${provided.description}`);
  const count = options.accounts === undefined ? {} : { count: options.accounts };
  const accounts = await furnish(database.url, { ...launch, ...count, listed: profile.accounts, log });
  return { accounts, databaseUrl: database.url };
}

/** What cannot be undone, as when the database has gone away, takes nothing from what was found out. */
async function cleanUp(cleanup: Cleanup, { log }: ExecOptions): Promise<void> {
  await cleanup.run().catch((left: unknown) => log(wordsOf(left)));
}

/** A server may log whatever it is told. */
function maskOf(accounts: readonly Account[], databaseUrl: string | undefined): Mask {
  const passwords =
    databaseUrl === undefined
      ? []
      : [toldVariables({ port: 0, databaseUrl }).DB_PASSWORD ?? '', new URL(databaseUrl).password];
  return createMask(
    new Map([
      ...accounts.map(({ token, id }): [string, string] => [token, `token of ${id}`]),
      ...passwords.map((password): [string, string] => [password, 'database password']),
    ]),
  );
}

/** What stands in the way, in lines; any other error as it is. */
function withCure(error: unknown): unknown {
  const fail = (exitCode: typeof EXIT.usage | typeof EXIT.cannotRun, lines: readonly string[]) =>
    new Failure(exitCode, lines, { cause: error });
  if (error instanceof NotFurnished) return fail(EXIT.usage, error.lines);
  if (error instanceof NotUp) return fail(EXIT.cannotRun, error.lines);
  if (error instanceof DatabaseUnavailable || error instanceof EnvFileInUse)
    return fail(EXIT.cannotRun, [error.message]);
  return error;
}
