import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isDead, thisProcess } from './owner.ts';

const hasProc = existsSync('/proc/self/stat');

test('this process is alive', () => {
  expect(isDead(thisProcess())).toBe(false);
});

test('a process that has ended is dead', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(isDead({ ...thisProcess(), pid })).toBe(true);
  expect(isDead({ ...thisProcess(), pid, startedTicks: null })).toBe(true);
});

test('where no start is known, a pid that is in use is alive', () => {
  expect(isDead({ ...thisProcess(), startedTicks: null })).toBe(false);
});

test.runIf(hasProc)('a pid that now means another process is dead', () => {
  expect(isDead({ ...thisProcess(), startedTicks: '1' })).toBe(true);
});

test('an owner in another pid space is not judged', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(isDead({ ...thisProcess(), pid, pidSpace: 'pid:[1]' })).toBe(false);
});

test.runIf(hasProc)('a zombie is dead', async () => {
  // The shell turns into a sleep that never asks how its child ended.
  const parent = spawn('/bin/sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [pid] = z.tuple([z.coerce.number()]).parse(await once(parent.stdout.setEncoding('utf8'), 'data'));
    const zombie = { ...thisProcess(), pid, startedTicks: startedTicks(pid) };
    await expect.poll(() => isDead(zombie)).toBe(true);
  } finally {
    parent.kill('SIGKILL');
  }
});

function startedTicks(pid: number): string | null {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[21] ?? null;
}
