import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startReferenceServer, type ReferenceServer } from './reference-server.ts';
import { STORY_MS, runCli, type CliResult } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

const folder = temporaryFolder();
const file = join(folder.path, 'known.yaml');
let server: ReferenceServer;

/** A few cases, of a server that splits its parameters at every colon; later of one that does not. */
function check(...flags: string[]): Promise<CliResult> {
  const cases = ['--only', 'login/ok', 'send/ok', 'send/content/colons', 'update/content/colons'];
  return runCli(['check', '--profile', server.profile, ...cases, '--baseline', 'known.yaml', ...flags], {
    cwd: folder.path,
  });
}

async function serve(...flags: string[]): Promise<void> {
  server = await startReferenceServer(folder.path, ['--seed-accounts', '20', ...flags]);
}

beforeAll(() => serve('--fault', 'content-cut-at-colon'));

afterAll(async () => {
  await server.stop();
  folder[Symbol.dispose]();
});

describe('a server with findings on its first day', () => {
  test('fails; the file that is named must be there', async () => {
    const { code, stderr } = await check();
    expect(stderr).toMatch(
      /^--baseline known\.yaml: cannot be read: ENOENT.*; --update-baseline begins one$/m,
    );
    expect(code).toBe(2);
  });

  test('has its findings written down, and passes', async () => {
    const { code, stdout, stderr } = await check('--update-baseline');
    expect(stderr).toMatch(
      /^known\.yaml: \d entries added; give each its reason: send\/content\/colons, update\/content\/colons$/m,
    );
    expect(stdout).toMatch(/^conformant but for 2 known {2}/m);
    expect(code).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(
      /^- case: send\/content\/colons\n {2}reason: 'M7: found on .*'$/m,
    );
  });

  test('passes from then on, also with --strict and --bail; reasons are told', async () => {
    const told = readFileSync(file, 'utf8').replace(/found on.*explained yet/, 'split at colons');
    writeFileSync(file, `# What we know of.\n\n${told}`);
    const { code, stdout } = await check('--strict', '--bail');
    expect(stdout).not.toMatch(/^(FAIL|WARN|STALE) /m);
    expect(stdout).toMatch(
      /^Known to the baseline \(known\.yaml\)\n {2}send\/content\/colons +M7: split at colons$/m,
    );
    expect(stdout).toMatch(/^conformant but for 2 known {2}/m);
    expect(code).toBe(0);
  });

  test('fails for an entry that names nothing, and for one that has expired', async () => {
    const before = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      `- { case: send/contnt/colons, reason: x }\n- { case: U2, reason: x, expires: 2020-02-29 }\n`,
    );
    const { code, stdout } = await check();
    writeFileSync(file, before);
    expect(stdout).toMatch(
      /^STALE {2}known\.yaml:1 {2}send\/contnt\/colons: matches no case \(did you mean\s+send\/content\/colons\?\)/m,
    );
    expect(stdout).toMatch(/^STALE {2}known\.yaml:2 {2}U2: has expired on 2020-02-29/m);
    expect(stdout).toMatch(/^FAIL {2}send\/content\/colons /m);
    expect(code).toBe(1);
  });
});

describe('the same server, mended', () => {
  beforeAll(async () => {
    await server.stop();
    await serve();
  });

  test('fails for the entries that have gone stale, each with its place', async () => {
    const { code, stdout } = await check();
    expect(stdout).not.toMatch(/^FAIL /m);
    expect(stdout).toMatch(
      /^STALE {2}known\.yaml:6 {2}send\/content\/colons: the case ran and nothing was found:/m,
    );
    expect(stdout).toMatch(/^STALE {2}known\.yaml:8 {2}update\/content\/colons: /m);
    expect(stdout).toMatch(/^conformant, 2 stale entries in the baseline {2}/m);
    expect(code).toBe(1);
  });

  test('does not fail for a case that was left out', async () => {
    const { code, stdout } = await check('--skip', '**/colons');
    expect(stdout).not.toMatch(/^STALE /m);
    expect(code).toBe(0);
  });

  test('has them dropped, and passes; what was written by hand stays', async () => {
    const { code, stderr } = await check('--update-baseline');
    expect(stderr).toMatch(
      /^known\.yaml: 2 entries dropped: send\/content\/colons, update\/content\/colons$/m,
    );
    expect(code).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^# What we know of\.\n.*\n\[\]\n$/s);
    expect((await check()).code).toBe(0);
  });
});
