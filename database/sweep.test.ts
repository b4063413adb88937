import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unprivilegedAccount } from './account.ts';
import { packagedFolder, usableBinaries } from './binaries.ts';
import { initialise } from './cluster.ts';
import { askVersion } from './connection.ts';
import { thisProcess, type Owner } from './owner.ts';
import { startPostmaster } from './postmaster.ts';
import { createRunFolder } from './run-folder.ts';
import { sweep } from './sweep.ts';

const dead: Owner = { ...thisProcess(), pid: spawnSync(process.execPath, ['--version']).pid };
const logged: string[] = [];
const log = (line: string) => void logged.push(line);
let temporary: string;

beforeEach(() => {
  logged.length = 0;
  temporary = mkdtempSync(join(tmpdir(), 'sweep-'));
  chmodSync(temporary, 0o755);
  vi.stubEnv('TMPDIR', temporary);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(temporary, { recursive: true });
});

test('a server whose owner died, and the watchdog with it, is stopped and its folder removed', async () => {
  const account = await unprivilegedAccount();
  const folder = await createRunFolder(account);
  const binaries = await usableBinaries({
    native: packagedFolder(),
    account,
    copyTo: join(folder.path, 'native'),
  });
  const nobody = { watch: () => undefined, dismiss: () => Promise.resolve() };
  const workplace = { account, folder, binaries, watchdog: nobody };
  await initialise(workplace, 'p4ssw0rd');
  const server = await startPostmaster(workplace, { password: 'p4ssw0rd', durable: false });
  writeFileSync(join(folder.path, 'owner.json'), JSON.stringify(dead));
  // Several starts at once sweep at once.
  await Promise.all([1, 2, 3].map(() => sweep(log, [temporary])));
  await server.ended;
  await expect(askVersion(server.url, 5_000)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(existsSync(folder.path)).toBe(false);
  expect(logged).toContain(`removed ${folder.path}, left behind by a run that was killed`);
});

test('a folder of a dead owner without a server is removed', async () => {
  const path = folderOf(dead);
  mkdirSync(join(path, 'something'));
  await sweep(log, [temporary, join(temporary, 'missing')]);
  expect(existsSync(path)).toBe(false);
  expect(logged).toEqual([`removed ${path}, left behind by a run that was killed`]);
});

test('a pid that means another program now is not stopped', async () => {
  const other = spawn('sleep', ['60']);
  const path = folderOf(dead);
  mkdirSync(join(path, 'data'));
  writeFileSync(join(path, 'data', 'postmaster.pid'), `${other.pid}\n`);
  await sweep(log, [temporary]);
  expect(existsSync(path)).toBe(false);
  expect(other.signalCode).toBe(null);
  expect(other.kill()).toBe(true);
});

test('what is not certainly left over is not touched', async () => {
  const kept = [
    folderOf(thisProcess()),
    folderOf({ ...dead, pidSpace: 'pid:[1]' }),
    folderOf({ pid: 'unreadable' }),
    mkdtempSync(join(temporary, 'tchatator-check-without-owner-')),
    folderOf(dead, 'other-'),
  ];
  const elsewhere = mkdtempSync(join(temporary, 'elsewhere-'));
  writeFileSync(join(elsewhere, 'owner.json'), JSON.stringify(dead));
  symlinkSync(elsewhere, join(temporary, 'tchatator-check-link'));
  await sweep(log, [temporary]);
  for (const path of [...kept, elsewhere]) expect(existsSync(path), basename(path)).toBe(true);
  expect(logged).toEqual([]);
});

test.runIf(process.getuid?.() === 0)("another user's folder is not believed", async () => {
  const path = folderOf(dead);
  chownSync(path, 65534, 65534);
  await sweep(log, [temporary]);
  expect(existsSync(path)).toBe(true);
});

function folderOf(owner: object, prefix = 'tchatator-check-'): string {
  const path = mkdtempSync(join(temporary, prefix));
  writeFileSync(join(path, 'owner.json'), JSON.stringify(owner));
  return path;
}
