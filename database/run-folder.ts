import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import { unavailable, wordsOf } from './database.ts';
import { thisProcess } from './owner.ts';

/** How the name of every run folder begins. */
export const RUN_FOLDER_PREFIX = 'tchatator-check-';
/** The file in a run folder that says who it belongs to. */
export const OWNER_FILE = 'owner.json';

/** Everything one embedded database writes lies in `path`, and goes with it. */
export interface RunFolder {
  readonly path: string;
  /** The data directory, which only PostgreSQL's user may enter. */
  readonly data: string;
  /** What the server prints. */
  readonly log: string;
}

/** Where run folders may lie, the usual place first. PostgreSQL's user cannot enter every temporary folder of root's. */
export function temporaryFolders(): string[] {
  return [...new Set([resolve(tmpdir()), '/tmp', '/var/tmp'])];
}

/**
 * Makes a run folder that `account` can reach, in the first temporary folder that allows it.
 * @throws DatabaseUnavailable when none does.
 */
export async function createRunFolder(account: Account | undefined): Promise<RunFolder> {
  const failures: unknown[] = [];
  const parents = account === undefined ? temporaryFolders().slice(0, 1) : temporaryFolders();
  for (const parent of parents) {
    try {
      return await createIn(parent, account);
    } catch (error) {
      failures.push(error);
    }
  }
  throw unavailable(
    'the embedded PostgreSQL found no temporary folder that its user can write to; set TMPDIR to one or give --database <url>',
    new AggregateError(failures, failures.map(wordsOf).join('; ')),
  );
}

async function createIn(parent: string, account: Account | undefined): Promise<RunFolder> {
  const path = await mkdtemp(join(parent, RUN_FOLDER_PREFIX));
  try {
    await writeFile(join(path, OWNER_FILE), JSON.stringify(thisProcess()));
    const folder = { path, data: join(path, 'data'), log: join(path, 'postgres.log') };
    await mkdir(folder.data, { mode: 0o700 });
    if (account !== undefined) await letIn(account, folder);
    return folder;
  } catch (error) {
    await rm(path, { recursive: true, force: true });
    throw error;
  }
}

/** Gives the data directory to the user, and finds out by trying whether they get there through all folders above. */
async function letIn(account: Account, folder: RunFolder): Promise<void> {
  await chmod(folder.path, 0o711);
  await chown(folder.data, account.uid, account.gid);
  await promisify(execFile)('/bin/sh', ['-c', 'cd "$0"', folder.data], { ...account, cwd: '/' });
}
