import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWatchdog } from './watchdog.ts';

const children: ChildProcess[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watch dog's "));
  writeFileSync(join(folder, 'file'), '');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

test('it removes the folder, whatever its name', async () => {
  const watchdog = startWatchdog(folder);
  expect(existsSync(folder)).toBe(true);
  await watchdog.dismiss();
  expect(existsSync(folder)).toBe(false);
});

test('it asks the last process that was named to end, and no other', async () => {
  const [earlier, last] = [
    await shell('echo begun; exec sleep 60'),
    await shell('echo begun; exec sleep 60'),
  ];
  const watchdog = startWatchdog(folder);
  watchdog.watch(earlier.pid);
  watchdog.watch(last.pid);
  const ended = once(last, 'exit');
  await watchdog.dismiss();
  expect(await ended).toEqual([null, 'SIGINT']);
  expect(earlier.signalCode).toBe(null);
});

test('it leaves a process alone that is said to have ended', async () => {
  const child = await shell('echo begun; exec sleep 60');
  const watchdog = startWatchdog(folder);
  watchdog.watch(child.pid);
  watchdog.watch(undefined);
  await watchdog.dismiss();
  expect(child.signalCode).toBe(null);
});

test('it kills what does not end when asked', { timeout: 60_000 }, async () => {
  const child = await shell("trap '' INT QUIT; echo begun; while :; do sleep 1; done");
  const watchdog = startWatchdog(folder);
  watchdog.watch(child.pid);
  const ended = once(child, 'exit');
  await watchdog.dismiss();
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(existsSync(folder)).toBe(false);
});

/** A shell that has said something. */
async function shell(script: string): Promise<ChildProcess> {
  const child = spawn('/bin/sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}
