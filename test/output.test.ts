import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { closedAddress, startOddTarget, type OddTarget } from './odd-targets.ts';
import { STORY_MS, runCli, startCli, type CliOptions, type CliResult } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

/** A short report with a finding: of a target that says 200 to everything. */
let target: OddTarget;
let check: string[];

beforeAll(async () => {
  target = await startOddTarget('says 200 to each line');
  check = ['check', '--target', target.address];
});

afterAll(async () => {
  await target.close();
});

describe('no terminal', () => {
  test('the report alone goes to standard output, without colours', async () => {
    const { code, stdout, stderr } = await runCli(check);
    expect(stdout).toMatch(/^tchatator-check \d.*\nnot conformant: .*\n$/s);
    expect(stdout + stderr).not.toContain('\x1b');
    expect(code).toBe(1);
  });

  test('JSON alone may go there as well', async () => {
    const { stdout, code } = await runCli([...check, '--report', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ format: 1, verdict: 'not-conformant' });
    expect(code).toBe(1);
  });

  test('reports may go to files, and then nothing is printed', async () => {
    using folder = temporaryFolder();
    const reports = ['--report', 'terminal=report.txt', '--report', 'json=report.json'];
    const { stdout, code } = await runCli([...check, ...reports], {
      cwd: folder.path,
      env: { FORCE_COLOR: '1' },
    });
    expect(readFileSync(join(folder.path, 'report.txt'), 'utf8')).toMatch(
      /^tchatator-check \d.*\nnot conformant: .*\n$/s,
    );
    expect(JSON.parse(readFileSync(join(folder.path, 'report.json'), 'utf8'))).toMatchObject({ format: 1 });
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });

  test('colours may be forced, and NO_COLOR wins', async () => {
    const forced = await runCli(check, { env: { FORCE_COLOR: '1' } });
    expect(forced.stdout).toContain('\x1b[');
    const refused = await runCli(check, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(refused.stdout).not.toContain('\x1b');
  });
});

describe('somebody stops reading', () => {
  test('of the report: the exit code stays', async () => {
    const cli = startCli(check);
    cli.child.stdout.destroy();
    expect(await cli.result).toMatchObject({ code: 1, stderr: '' });
  });

  test('of the progress and of what is wrong: the exit code stays', async () => {
    const cli = startCli(['check', '--target', await closedAddress()]);
    cli.child.stderr.destroy();
    expect(await cli.result).toMatchObject({ code: 3, stdout: '' });
  });

  test.runIf(process.platform === 'linux')('a disk that is full is no bug of ours', async () => {
    const within = ['/bin/sh', '-c', 'exec "$@" >/dev/full', 'sh'];
    const { code, stderr } = await runCli(check, { within });
    expect(stderr).toMatch(/^the report cannot be written: .*no space left/m);
    expect(code).toBe(3);
  });
});

/** `script` gives a program a terminal; where there is none, or another kind of it, these stories cannot be told. */
const hasScript = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

describe.runIf(hasScript)('a terminal', () => {
  test.each([40, 100])('%i columns wide: no line is wider, but for commands to copy', async (columns) => {
    const { stdout, code } = await inTerminal(columns);
    const lines = stripVTControlCharacters(stdout).replaceAll('\r', '').split('\n');
    expect(lines).toContainEqual(expect.stringMatching(/^FAIL {2}/));
    expect(lines.filter((line) => line.length > columns && !line.startsWith('  again '))).toEqual([]);
    expect(code).toBe(1);
  });

  test('has colours and progress in place; none of it with NO_COLOR, no progress in place under CI', async () => {
    const [plain, colourless, ci] = await Promise.all([
      inTerminal(80),
      inTerminal(80, { NO_COLOR: '1' }),
      inTerminal(80, { CI: '1' }),
    ]);
    expect(plain.stdout).toContain('\x1b[31m');
    expect(plain.stdout).toContain('\r\x1b[K');
    expect(colourless.stdout).not.toMatch(CONTROL);
    expect(ci.stdout).not.toContain('\x1b[K');
  });
});

// eslint-disable-next-line no-control-regex -- this is about control characters
const CONTROL = /\x1b/;

/** Runs `check` in a terminal; standard output is all that the terminal was sent. */
function inTerminal(columns: number, env: CliOptions['env'] = {}): Promise<CliResult> {
  const command = `stty cols ${columns}; exec $(printf "'%s' " "$@")`;
  const within = ['/bin/sh', '-c', `script -qec "${command}" /dev/null`, 'sh'];
  return runCli(check, { within, env: { TERM: 'xterm-256color', ...env } });
}
