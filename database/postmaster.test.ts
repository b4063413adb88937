import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unprivilegedAccount } from './account.ts';
import { packagedFolder, usableBinaries } from './binaries.ts';
import { initialise, type Workplace } from './cluster.ts';
import { DatabaseUnavailable } from './database.ts';
import { freePort } from './free-port.ts';
import { startPostmaster } from './postmaster.ts';
import { createRunFolder } from './run-folder.ts';
import { startWatchdog } from './watchdog.ts';

const options = { password: 'p4ssw0rd', durable: false };
let workplace: Workplace;
let stranger: Server;
let takenPort: number;

beforeEach(async () => {
  takenPort = await freePort();
  // Accepts and says nothing: nobody may take it for a database.
  stranger = createServer().listen(takenPort, '127.0.0.1');
  await once(stranger, 'listening');
  const account = await unprivilegedAccount();
  const folder = await createRunFolder(account);
  const copyTo = join(folder.path, 'native');
  const binaries = await usableBinaries({ native: packagedFolder(), account, copyTo });
  workplace = { account, folder, binaries, watchdog: startWatchdog(folder.path) };
  await initialise(workplace, options.password);
});

afterEach(async () => {
  await workplace.watchdog.dismiss();
  stranger.close();
});

test('a port that somebody else took meanwhile is left for another', async () => {
  const ports = [takenPort, takenPort, await freePort()];
  const pickPort = () => Promise.resolve(ports.shift() ?? takenPort);
  const postmaster = await startPostmaster(workplace, { ...options, pickPort });
  expect(ports).toEqual([]);
  expect(postmaster.port).not.toBe(takenPort);
  expect(postmaster.version).toMatch(/^\d+\.\d+$/);
});

test('when every port is taken it gives up, in the words of the log', async () => {
  let picked = 0;
  const pickPort = () => Promise.resolve(++picked && takenPort);
  const postmaster = startPostmaster(workplace, { ...options, pickPort });
  await expect(postmaster).rejects.toThrow(DatabaseUnavailable);
  await expect(postmaster).rejects.toThrow(/its log ends:\n.*Address already in use/s);
  expect(picked).toBe(5);
});

test('a server that ends at once is not waited for, and not tried again', async () => {
  let picked = 0;
  const pickPort = () => Promise.resolve(++picked && 0xffff);
  rmSync(join(workplace.folder.data, 'global'), { recursive: true });
  const postmaster = startPostmaster(workplace, { ...options, pickPort });
  await expect(postmaster).rejects.toThrow(/its log ends:\n.*could not find the database system/s);
  expect(picked).toBe(1);
});

test('no password is left in the run folder', () => {
  expect(existsSync(join(workplace.folder.path, 'password'))).toBe(false);
});
