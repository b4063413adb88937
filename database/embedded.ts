import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unprivilegedAccount } from './account.ts';
import { packagedFolder, usableBinaries } from './binaries.ts';
import { initialise, type Workplace } from './cluster.ts';
import { DatabaseUnavailable, openDatabase, unavailable, type Database } from './database.ts';
import { lastLines, startPostmaster, type Postmaster } from './postmaster.ts';
import { createRunFolder } from './run-folder.ts';
import { startWatchdog } from './watchdog.ts';

/** What an embedded database is asked for. */
export interface EmbeddedOptions {
  /** Takes a message for people. */
  readonly log: (line: string) => void;
  /** Whether what is committed survives a crash of the machine. */
  readonly durable: boolean;
}

/**
 * A new, empty PostgreSQL in a temporary folder, on a free port of 127.0.0.1, from the binaries that npm installed. It
 * ends with this process, however that ends.
 * @throws DatabaseUnavailable when the platform has no binaries, or they do not run or start.
 */
export async function provideEmbedded({ log, durable }: EmbeddedOptions): Promise<Database> {
  const native = packagedFolder();
  const account = await unprivilegedAccount();
  const folder = await createRunFolder(account);
  const watchdog = startWatchdog(folder.path);
  try {
    const binaries = await usableBinaries({ native, account, copyTo: join(folder.path, 'native') });
    const workplace = { binaries, account, folder, watchdog };
    const password = randomBytes(16).toString('hex');
    await initialise(workplace, password);
    return toDatabase(await startPostmaster(workplace, { password, durable }), workplace, log);
  } catch (cause) {
    await clear({ folder, watchdog });
    if (cause instanceof DatabaseUnavailable) throw cause;
    throw unavailable('the embedded PostgreSQL cannot be started; give --database <url>', cause);
  }
}

function toDatabase(postmaster: Postmaster, workplace: Workplace, log: (line: string) => void): Database {
  const { url, port, version, ended } = postmaster;
  const { folder } = workplace;
  let closing = false;
  void ended.then(async () => {
    if (!closing)
      log(`the embedded PostgreSQL ended by itself; its log ends:\n${await lastLines(folder.log)}`);
  });
  return openDatabase(
    {
      kind: 'embedded',
      description: `embedded PostgreSQL ${version} on 127.0.0.1:${port} in ${folder.path}`,
      url,
    },
    async () => {
      closing = true;
      await clear(workplace, postmaster);
    },
  );
}

/** Stops what runs in the folder and removes it. The watchdog has done both, unless somebody killed it. */
async function clear(
  { folder, watchdog }: Pick<Workplace, 'folder' | 'watchdog'>,
  postmaster?: Postmaster,
): Promise<void> {
  await watchdog.dismiss();
  postmaster?.quit();
  // Retried, since a server that is quitting may still be writing.
  await rm(folder.path, { recursive: true, force: true, maxRetries: 10 });
}
