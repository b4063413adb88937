import { execFile } from 'node:child_process';
import { lstat, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { exists, isDead, ownerSchema } from './owner.ts';
import { OWNER_FILE, RUN_FOLDER_PREFIX, temporaryFolders } from './run-folder.ts';

/** An immediate shutdown takes 5 s when the server must kill its children. */
const SHUTDOWN_DEADLINE_MS = 6_000;
const POLL_MS = 50;

/**
 * Removes the run folders of dead owners, and stops the servers in them. This is for what a watchdog could not do,
 * because it died with its owner, as in a container that is taken down.
 *
 * Folders without a readable owner file are not touched, however they are named: they may be anybody's. Several sweeps
 * may run at once.
 * @param log takes one line for each folder that was removed, or could not be.
 * @param parents the folders to look in.
 */
export async function sweep(log: (line: string) => void, parents = temporaryFolders()): Promise<void> {
  for (const parent of parents) {
    const names = await readdir(parent).catch(() => []);
    for (const name of names.filter((each) => each.startsWith(RUN_FOLDER_PREFIX))) {
      const folder = join(parent, name);
      if (await isLeftOver(folder)) await remove(folder, log);
    }
  }
}

/** Whether a folder is ours and says that its owner is dead. What others put into /tmp is not believed. */
async function isLeftOver(folder: string): Promise<boolean> {
  try {
    const stats = await lstat(folder);
    if (!stats.isDirectory() || stats.uid !== process.getuid?.()) return false;
    return isDead(ownerSchema.parse(JSON.parse(await readFile(join(folder, OWNER_FILE), 'utf8'))));
  } catch {
    return false;
  }
}

async function remove(folder: string, log: (line: string) => void): Promise<void> {
  try {
    await stopServer(join(folder, 'data'));
    // The owner file last: without it nobody would finish what is interrupted here.
    for (const path of [join(folder, 'data'), folder])
      await rm(path, { recursive: true, force: true, maxRetries: 10 });
    log(`removed ${folder}, left behind by a run that was killed`);
  } catch (error) {
    log(`could not remove ${folder}, left behind by a run that was killed: ${String(error)}`);
  }
}

async function stopServer(data: string): Promise<void> {
  const pid = await serverPid(data);
  if (pid === undefined) return;
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    signalIfThere(pid, signal);
    const deadline = performance.now() + SHUTDOWN_DEADLINE_MS;
    while (performance.now() < deadline) {
      if ((await serverPid(data)) === undefined) return;
      await delay(POLL_MS);
    }
  }
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (exists(pid)) throw error;
  }
}

/** The pid of the server that runs in a data directory, if there is one and the pid still means it. */
async function serverPid(data: string): Promise<number | undefined> {
  const [line] = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(line);
  // A server in single-user mode, as initdb runs it, writes its pid negated.
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined;
  return (await commandLine(pid)).includes(`/bin/postgres -D ${data} `) ? pid : undefined;
}

/** A process's arguments with spaces between them; empty when it has ended. */
async function commandLine(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  } catch {
    const ps = promisify(execFile)('ps', ['-o', 'command=', '-p', `${pid}`]);
    return ps.then(({ stdout }) => stdout).catch(() => '');
  }
}
