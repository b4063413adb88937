import { describe, expect, test, vi } from 'vitest';
import { startOddTarget } from './odd-targets.ts';
import { processesIn, until } from './processes.ts';
import { STORY_MS, runCli, startCli, type Cli } from './run-cli.ts';
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

describe.concurrent('Ctrl-C', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s in the middle: the report of what ran, and nothing left',
    async (signal) => {
      using folder = temporaryFolder();
      const cli = start(folder);
      await cli.wrote(/^50 of /m);
      cli.child.kill(signal);
      const { code, stdout, stderr } = await cli.result;
      expect(stdout).toMatch(/\n\d+ passed.*\nincomplete: interrupted before the end {2}\d+ cases in .*\n$/);
      expect(stdout + stderr).not.toMatch(/^(FAIL|WARN|ERROR) |^\s+at /m);
      expect(code).toBe(130);
      await expectNothingLeft(folder);
    },
  );

  test('while the bundled server starts', async () => {
    using folder = temporaryFolder();
    const cli = start(folder);
    await until(() => folder.names().length > 0);
    cli.child.kill('SIGINT');
    const { code, stdout, stderr } = await cli.result;
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^interrupted before anything was run$/m);
    expect(code).toBe(130);
    await expectNothingLeft(folder);
  });

  test('twice: it does not wait for the report', async () => {
    using folder = temporaryFolder();
    const cli = start(folder);
    await cli.wrote(/^50 of /m);
    cli.child.kill('SIGINT');
    cli.child.kill('SIGINT');
    expect((await cli.result).code).toBe(130);
    await expectNothingLeft(folder);
  });

  test('before the target has said what it is', async () => {
    const target = await startOddTarget('never answers');
    // Whoever does not hear Ctrl-C waits longer than a story may take.
    const slow = ['--account', 'member:1:aaaa', '--timeout', '200000'];
    const cli = startCli(['check', '--target', target.address, ...slow]);
    await target.asked;
    cli.child.kill('SIGINT');
    const { code, stdout } = await cli.result.finally(target.close);
    expect(stdout).toMatch(/^incomplete: interrupted before the end/m);
    expect(stdout).not.toMatch(/^FAIL /m);
    expect(code).toBe(130);
  });
});

describe.concurrent('kill -9', () => {
  test('its server and its database end by themselves, and their folders go', async () => {
    using folder = temporaryFolder();
    const cli = start(folder);
    await cli.wrote(/^50 of /m);
    cli.child.kill('SIGKILL');
    expect((await cli.result).code).toBeNull();
    await expectNothingLeft(folder);
  });

  test('of everything at once: the next run sweeps up what is left', async () => {
    using folder = temporaryFolder();
    const cli = start(folder);
    await cli.wrote(/^50 of /m);
    const family = await processesIn(folder.path);
    for (const line of family) kill(Number.parseInt(line, 10));
    await cli.result;
    expect(folder.names()).not.toEqual([]);

    const next = await runCli(['check', '--database', 'embedded', '--only', 'login/ok'], {
      env: { TMPDIR: folder.path },
    });
    expect(next.stderr).toMatch(/^removed .*, left behind by a run that was killed$/m);
    expect(next.code).toBe(0);
    await expectNothingLeft(folder);
  });
});

/** A whole run against the bundled server, with a temporary folder of its own. */
function start(folder: TemporaryFolder): Cli {
  return startCli(['check', '--database', 'embedded'], { env: { TMPDIR: folder.path } });
}

/** No process and no file; what was killed from outside may take a moment. */
async function expectNothingLeft(folder: TemporaryFolder): Promise<void> {
  await until(async () => (await processesIn(folder.path)).length === 0 && folder.names().length === 0);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It may have ended with one that was killed before it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
