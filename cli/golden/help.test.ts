import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { VERBS } from '../verbs.ts';

const bin = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

describe('help', () => {
  test('of the program lists the verbs, and shows the options of the default one', () => {
    expectGolden('help-program.txt', run('--help').stdout);
    expect(run('-h').stdout).toBe(run('help').stdout);
  });

  test.each([...VERBS.keys()])('of %s', (verb) => {
    const { status, stdout, stderr } = run(verb, '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expectGolden(`help-${verb}.txt`, stdout);
    expect(run('help', verb).stdout).toContain(stdout.split('\n', 1)[0]);
  });

  test('waits for no package but the one that parses options', () => {
    const folder = mkdtempSync(join(tmpdir(), 'help-test-'));
    try {
      // The coverage of a run names every script that was loaded.
      spawnSync(process.execPath, [bin, '--help'], { env: { ...process.env, NODE_V8_COVERAGE: folder } });
      const [file = ''] = readdirSync(folder);
      const loaded = readFileSync(join(folder, file), 'utf8').matchAll(
        /\/node_modules\/((?:@[^/"]+\/)?[^/"]+)/g,
      );
      expect([...new Set(Array.from(loaded, ([, name]) => name))]).toEqual(['commander']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('tells the version of the package', () => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const { status, stdout } = run('--version');
  expect(status).toBe(0);
  expect(manifest).toMatchObject({ version: stdout.trim() });
});

test('takes options without a verb as those of check', () => {
  const { status, stderr } = run('--target', 'nowhere');
  expect(status).toBe(2);
  expect(stderr).toMatch(/^--target nowhere: no address/);
});

test.each([
  [['lst'], "error: unknown command 'lst'\n(Did you mean list?)\n"],
  [['--tagret', 'x'], "error: unknown option '--tagret'\n(Did you mean --target?)\n"],
  [['list', '--ony', 'x'], "error: unknown option '--ony'\n(Did you mean --only?)\n"],
  [['list', 'send'], "error: too many arguments for 'list'. Expected 0 arguments but got 1.\n"],
])('%j is a mistake, with what was meant', (args, stderr) => {
  expect(run(...args)).toEqual({ status: 2, stdout: '', stderr });
});

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** Holds a text, word for word, to the file of that name beside this one; UPDATE_GOLDEN=1 rewrites the file instead. */
function expectGolden(name: string, text: string): void {
  const file = new URL(name, import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
