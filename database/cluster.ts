import { execFile } from 'node:child_process';
import { chown, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { RunFolder } from './run-folder.ts';
import type { Watchdog } from './watchdog.ts';

/** The role that owns everything in an embedded database. */
export const SUPERUSER = 'tchatator';

/** Where PostgreSQL's programs run, as whom, and who looks after what they leave. */
export interface Workplace {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly folder: RunFolder;
  readonly watchdog: Watchdog;
}

/**
 * The whole environment of PostgreSQL's programs. Messages in English, since one of them is looked for; nothing of ours,
 * whose PG* variables are meant for others.
 */
export const PROGRAM_ENV = { LC_ALL: 'C', TZ: 'UTC' };

/** Fills the data directory, a second's work. UTF-8, the same order of characters everywhere, a password even on TCP. */
export async function initialise(workplace: Workplace, password: string): Promise<void> {
  const { binaries, account, folder, watchdog } = workplace;
  const passwordFile = join(folder.path, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account !== undefined) await chown(passwordFile, account.uid, account.gid);
  const run = promisify(execFile)(
    binaries.initdb,
    [
      `--pgdata=${folder.data}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-locale',
      '--no-sync',
      '--no-instructions',
    ],
    { ...account, cwd: folder.path, env: PROGRAM_ENV, timeout: 60_000 },
  );
  watchdog.watch(run.child.pid);
  await run.finally(() => watchdog.watch(undefined));
  await rm(passwordFile);
}
