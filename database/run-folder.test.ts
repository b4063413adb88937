import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unprivilegedAccount } from './account.ts';
import { DatabaseUnavailable } from './database.ts';
import { createRunFolder } from './run-folder.ts';

const account = await unprivilegedAccount();
let temporary: string;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'run-folder-'));
  vi.stubEnv('TMPDIR', temporary);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(temporary, { recursive: true });
});

test('it lies where TMPDIR points', async () => {
  chmodSync(temporary, 0o755);
  const { path } = await createRunFolder(account);
  expect(dirname(path)).toBe(temporary);
});

test.runIf(account)(
  "where PostgreSQL's user cannot enter TMPDIR, it lies elsewhere and leaves nothing there",
  async () => {
    const { path } = await createRunFolder(account);
    expect(dirname(path)).toBe('/tmp');
    expect(readdirSync(temporary)).toEqual([]);
    rmSync(path, { recursive: true });
  },
);

test('no place at all is said with what to do', async () => {
  vi.stubEnv('TMPDIR', join(temporary, 'missing'));
  // As an ordinary user there is no second place to try.
  const folder = createRunFolder(undefined);
  await expect(folder).rejects.toThrow(DatabaseUnavailable);
  await expect(folder).rejects.toThrow('set TMPDIR to one or give --database <url>');
  expect(existsSync(join(temporary, 'missing'))).toBe(false);
});
