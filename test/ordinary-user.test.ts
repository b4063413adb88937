import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { processesIn } from './processes.ts';
import { STORY_MS, BIN, runCli } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

/** `nobody` on every Linux. */
const ID = 65534;
const AS_NOBODY = ['setpriv', `--reuid=${ID}`, `--regid=${ID}`, '--clear-groups'];

test('an ordinary user gets the bundled server and its database too', async (context) => {
  const reason = whyNot();
  if (reason !== undefined) context.skip(reason);
  using folder = temporaryFolder();
  chownSync(folder.path, ID, ID);
  chmodSync(folder.path, 0o700);
  const { code, stdout } = await runCli(['check', '--database', 'embedded', '--only', 'login/role'], {
    within: AS_NOBODY,
    env: { TMPDIR: folder.path, HOME: '/nonexistent' },
    cwd: folder.path,
  });
  expect(stdout).toMatch(/\nconformant {2}/);
  expect(code).toBe(0);
  expect(folder.names()).toEqual([]);
  expect(await processesIn(folder.path)).toEqual([]);
});

/** Why this machine cannot show it, or undefined. */
function whyNot(): string | undefined {
  if (process.getuid?.() !== 0) return 'the tests run as an ordinary user already';
  const [program = '', ...args] = AS_NOBODY;
  const tried = spawnSync(program, [...args, process.execPath, BIN, '--version'], { encoding: 'utf8' });
  if (tried.status === 0) return undefined;
  return `setpriv cannot run it as nobody here: ${tried.error?.message ?? tried.stderr}`;
}
