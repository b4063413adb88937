import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { thisProcess } from '../../database/owner.ts';
import { EnvFileInUse, placeEnvFile } from './env-file.ts';

const VARIABLES = { PORT: '4242', DATABASE_URL: 'postgres://a:b@h/d', ODD: `it's "a" $\\b` };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "env file's "));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const text = (name = '.env'): string => readFileSync(at(name), 'utf8');
const names = (): string[] => readdirSync(folder).sort();

test('the file that was there comes back as it was', async () => {
  writeFileSync(at('.env'), 'OWN=1\n', { mode: 0o640 });
  const before = statSync(at('.env')).ino;
  const file = await placeEnvFile(folder, VARIABLES);
  expect(text().split('\n').slice(1)).toEqual([
    'PORT=4242',
    'DATABASE_URL=postgres://a:b@h/d',
    'ODD="it\'s \\"a\\" \\$\\\\b"',
    '',
  ]);
  expect(statSync(at('.env')).mode & 0o777).toBe(0o600);
  await Promise.all([file.putBack(), file.putBack()]);
  expect(text()).toBe('OWN=1\n');
  expect(statSync(at('.env'))).toMatchObject({ ino: before });
  expect(names()).toEqual(['.env']);
});

test('where there was none, none is left', async () => {
  const file = await placeEnvFile(folder, VARIABLES);
  expect(names()).toEqual(['.env']);
  await file.putBack();
  expect(names()).toEqual([]);
});

test('a link comes back as a link', async () => {
  symlinkSync('elsewhere', at('.env'));
  const file = await placeEnvFile(folder, VARIABLES);
  await file.putBack();
  expect(lstatSync(at('.env')).isSymbolicLink()).toBe(true);
});

test('what somebody has written meanwhile is kept beside it', async () => {
  writeFileSync(at('.env'), 'OWN=1\n');
  const file = await placeEnvFile(folder, VARIABLES);
  writeFileSync(at('.env'), 'NEW=1\n');
  await file.putBack();
  expect(text()).toBe('OWN=1\n');
  expect(text('.env.written-during-the-run')).toBe('NEW=1\n');
});

test('a folder of that name is left alone', async () => {
  mkdirSync(at('.env'));
  await expect(placeEnvFile(folder, VARIABLES)).rejects.toThrow(EnvFileInUse);
  expect(names()).toEqual(['.env']);
});

test('a second run has to wait for the first', async () => {
  const file = await placeEnvFile(folder, VARIABLES);
  await expect(placeEnvFile(folder, VARIABLES)).rejects.toThrow(/belongs to another run that goes on/);
  await file.putBack();
  expect(names()).toEqual([]);
});

test('what a run has left that was killed with all its helpers is made up for', async () => {
  // Whoever had our number before us.
  const dead = JSON.stringify({ ...thisProcess(), startedTicks: '1' });
  writeFileSync(
    at('.env'),
    `# written by tchatator-check for one run, then put back as it was; owner: ${dead}\nPORT=1\n`,
  );
  writeFileSync(at('.env.before-tchatator-check'), 'OWN=1\n');
  const file = await placeEnvFile(folder, VARIABLES);
  expect(text()).toContain('PORT=4242');
  await file.putBack();
  expect(text()).toBe('OWN=1\n');
  expect(names()).toEqual(['.env']);
});

test('what such a run has left is not guessed at when there is a file of somebody else too', async () => {
  writeFileSync(at('.env'), 'NEW=1\n');
  writeFileSync(at('.env.before-tchatator-check'), 'OWN=1\n');
  await expect(placeEnvFile(folder, VARIABLES)).rejects.toThrow(/keep it or .* and remove the other$/);
  expect(text()).toBe('NEW=1\n');
  expect(text('.env.before-tchatator-check')).toBe('OWN=1\n');
});

test('it comes back when its owner is killed', { timeout: 60_000 }, async () => {
  writeFileSync(at('.env'), 'OWN=1\n');
  const program = `
    import { placeEnvFile } from '${new URL('../../dist/target/exec/env-file.js', import.meta.url).href}';
    await placeEnvFile(process.argv[1], { PORT: '1' });
    console.log('placed');
    setInterval(() => undefined, 1_000);
  `;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(owner.stdout, 'data');
  expect(text()).toContain('PORT=1');
  owner.kill('SIGKILL');
  await expect.poll(() => text(), { timeout: 30_000 }).toBe('OWN=1\n');
  await expect.poll(names, { timeout: 30_000 }).toEqual(['.env']);
});
