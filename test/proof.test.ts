import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

const script = fileURLToPath(new URL('../scripts/prove.mjs', import.meta.url));
/** One of each kind: a wrong answer, an effect in spite of a refusal, a dropped connection, a crash; and a server that tells less. */
const SAMPLE = [
  'token-prefix-logs-in',
  'limited-message-stored',
  'half-close-drops-connection',
  'long-key-crashes-server',
  'no-message-id',
];

test('a few faults are caught, and a variant is accused of nothing', { timeout: 180_000 }, () => {
  using folder = temporaryFolder();
  const { stdout, stderr, status } = prove(SAMPLE, folder.path);
  expect(stdout, stderr).toMatch(/^4 of 4 faults caught, 0 of 1 variants accused, /);
  expect(status).toBe(0);
});

test('a server that crashes leaves nothing behind', { timeout: 180_000 }, () => {
  using folder = temporaryFolder();
  expect(prove(['long-key-crashes-server'], folder.path)).toMatchObject({ status: 0 });
  expect(folder.names()).toEqual([]);
});

test('a name that nothing has is a mistake', () => {
  const { stderr, status } = prove(['token-prefix', 'slow'], tmpdir());
  expect(status).toBe(1);
  expect(stderr).toContain('there is no fault or variant called token-prefix\n');
});

/** In a temporary folder of its own, so that no other test sweeps up, and tells of, what a crash has left there. */
function prove(names: readonly string[], folder: string) {
  const env = { ...process.env, TMPDIR: folder };
  return spawnSync(process.execPath, [script, '--only', ...names], { encoding: 'utf8', env });
}
