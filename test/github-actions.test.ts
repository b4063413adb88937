import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startOddTarget, type OddTarget } from './odd-targets.ts';
import { STORY_MS, runCli } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

let target: OddTarget;
let check: string[];

beforeAll(async () => {
  target = await startOddTarget('says 200 to each line');
  check = ['check', '--target', target.address];
});

afterAll(async () => {
  await target.close();
});

const ACTIONS = { GITHUB_ACTIONS: 'true' };

test('annotations come beside the report, and a summary behind what the step has written', async () => {
  using folder = temporaryFolder();
  const summary = join(folder.path, 'summary.md');
  writeFileSync(summary, 'Before.\n');
  const env = { ...ACTIONS, GITHUB_STEP_SUMMARY: summary };
  const { code, stdout, stderr } = await runCli(check, { env });
  expect(code).toBe(1);
  expect(stderr).not.toContain('::');
  expect(readFileSync(summary, 'utf8')).toMatch(
    /^Before\.\n### tchatator-check: not conformant: [^]*\n#### FAIL `preflight\//,
  );
  const parts =
    /^::stop-commands::([-\w]{36})\n(tchatator-check \d[^]*\nnot conformant: .*\n)::\1::\n([^]*)$/.exec(
      stdout,
    );
  if (parts === null) throw new Error(`no guarded report with annotations behind it: ${stdout}`);
  const [, , report = '', annotations = ''] = parts;
  expect(report).not.toMatch(/^::/m);
  expect(annotations).toMatch(/^::error title=\w+ preflight\/.*::.*%0Aactual +.*$/m);
  expect(annotations).toMatch(/^::notice title=tchatator-check::not conformant: .*$/m);
});

test('annotations come on standard error where standard output is for programs', async () => {
  const { stdout, stderr } = await runCli([...check, '--report', 'json'], { env: ACTIONS });
  expect(JSON.parse(stdout)).toMatchObject({ format: 1 });
  expect(stderr).toMatch(/^::error title=\w+ preflight\//m);
});

test('what is asked for is not given twice, and what programs read stays as it is', async () => {
  using folder = temporaryFolder();
  const summary = join(folder.path, 'summary.md');
  writeFileSync(summary, '');
  const reports = ['--report', 'json', '--report', 'github=annotations.txt', '--report', 'markdown=run.md'];
  const env = { ...ACTIONS, GITHUB_STEP_SUMMARY: summary };
  const { stdout, stderr } = await runCli([...check, ...reports], { env, cwd: folder.path });
  expect(JSON.parse(stdout)).toMatchObject({ format: 1 });
  expect(stderr).not.toContain('::');
  expect(readFileSync(summary, 'utf8')).toBe('');
  expect(readFileSync(join(folder.path, 'annotations.txt'), 'utf8')).toMatch(/^::error title=/);
  expect(readFileSync(join(folder.path, 'run.md'), 'utf8')).toMatch(/^### tchatator-check: not conformant/);
});

test('a summary that cannot be written is told, and the report is there all the same', async () => {
  using folder = temporaryFolder();
  const env = { ...ACTIONS, GITHUB_STEP_SUMMARY: folder.path };
  const { code, stdout, stderr } = await runCli(check, { env });
  expect(stdout).toContain('\nnot conformant: ');
  expect(stderr).toMatch(/^GITHUB_STEP_SUMMARY: cannot be written: EISDIR/m);
  expect(code).toBe(2);
});

test('elsewhere there is nothing of it', async () => {
  const { stdout, stderr } = await runCli(check, { env: { GITHUB_ACTIONS: 'false' } });
  expect(stdout + stderr).not.toContain('::');
});
