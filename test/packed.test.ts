import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { profileFile } from '../target/profile.ts';
import { installPacked, ROOT, type PackedFolder } from './packed-folder.ts';
import { startCli, STORY_MS, type Cli } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

const folder = temporaryFolder();
let packed: PackedFolder;
let serve: Cli | undefined;
/** The address of the server that the package brings, and of whom it knows. */
let served: { target: string; member: { id: number; token: string }; pro: { id: number; token: string } };

beforeAll(async () => {
  packed = installPacked(folder.path, ['vitest', 'typescript', '@types/node']);
  const bin = join(packed.packageFolder, 'dist/cli/main.js');
  const profile = join(folder.path, 'tchatator.yaml');
  const flags = ['--port', '0', '--log-level', 'warn', '--write-profile', profile];
  serve = startCli(['serve', ...flags], { bin, cwd: folder.path, deadlineMs: 600_000 });
  await serve.wrote(/^listening on /m);
  served = readServed(profile);
});

afterAll(async () => {
  serve?.child.kill('SIGTERM');
  await serve?.result;
  folder[Symbol.dispose]();
});

describe('the package', () => {
  test('has everything that code reads beside itself', () => {
    const assets = [
      'spec',
      'server',
      'database',
      'target',
      'suites',
      'reports',
      'loadgen',
      'cli',
      'wire',
    ].flatMap((room) =>
      readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })
        .filter(
          (entry) =>
            entry.isFile() && !/\.(ts|md)$/.test(entry.name) && !entry.parentPath.includes('/golden'),
        )
        .map((entry) => `dist/${join(entry.parentPath, entry.name).slice(ROOT.length)}`),
    );
    expect(assets).toEqual(expect.arrayContaining(['dist/spec/clauses.yaml', 'dist/server/tables.sql']));
    expect(assets.filter((file) => !packed.files.includes(file))).toEqual([]);
  });

  test('has nothing of tests, and no sources beside what is built of them', () => {
    const own = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
    const strangers = packed.files.filter((file) => !/^(dist|docs)\//.test(file) && !own.includes(file));
    expect(strangers).toEqual([]);
    const superfluous = /\.test\.|\/golden\/|\.map$|^dist\/(test|scripts|examples)\/|(?<!\.d)\.ts$/;
    expect(packed.files.filter((file) => superfluous.test(file))).toEqual([]);
  });

  test('has every file that its manifest names', () => {
    const manifest = readFileSync(join(packed.packageFolder, 'package.json'), 'utf8');
    const named = Array.from(manifest.matchAll(/"(?:\.\/)?(dist\/[^"{]+\.\w+)"/g), ([, file = '']) => file);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((file) => !packed.files.includes(file))).toEqual([]);
  });
});

describe('installed in an empty folder', () => {
  test('it checks a server', async () => {
    const { member, pro, target } = served;
    const accounts = [`member:${member.id}:${member.token}`, `pro:${pro.id}:${pro.token}`];
    const flags = accounts.flatMap((account) => ['--account', account]);
    const { code, stdout } = await run('npx', [
      ...['tchatator-check', '--target', target, ...flags, '--only', 'login/ok', 'send/ok'],
    ]);
    expect(stdout).toMatch(
      /^tchatator-check \d+\.\d+\.\d+ {2}127\.0\.0\.1:\d+ {2}1 member, 1 pro, 0 admins\n/,
    );
    expect(stdout).toMatch(/\n(?:conformant|incomplete).*\n$/);
    expect(code).toBe(0);
  });

  test('the engine can be used from code', async () => {
    const { code, stdout, stderr } = await example('use-engine/check.mjs');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^(?:conformant|incomplete): \d+ of \d+ passed\n$/);
  });

  test('the client and the codec can be used from code', async () => {
    const { target, member, pro } = served;
    const args = [target.split(':')[1] ?? '', member.token, String(pro.id), pro.token];
    const { code, stdout, stderr } = await example('use-client/greet.mjs', args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^SEND_MSG: \{\n {2}kind: 'reply',\n {2}status: '200\/OK',/);
    expect(stdout).toContain("{ key: 'type', value: 'new_message' }");
    expect(stdout).toContain('Bonjour !');
  });

  test('vitest reports each case', async () => {
    cpSync(
      join(ROOT, 'examples/use-from-vitest/conformance.test.ts'),
      join(folder.path, 'conformance.test.ts'),
    );
    const { code, stdout } = await run(process.execPath, [
      join(ROOT, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--root', folder.path, '--reporter', 'tap-flat', 'conformance.test.ts'],
    ]);
    expect(stdout).toMatch(/^ok \d+ - conformance\.test\.ts > login\/ok /m);
    expect(stdout).toMatch(/^ok \d+ - conformance\.test\.ts > run /m);
    expect(stdout).not.toMatch(/^not ok /m);
    expect(code).toBe(0);
  });

  test('its types are there for each of them', async () => {
    const files = ['use-engine/check.mjs', 'use-client/greet.mjs', 'use-from-vitest/conformance.test.ts'];
    for (const file of files) cpSync(join(ROOT, 'examples', file), join(folder.path, 'typed', file));
    const flags = ['--noEmit', '--allowJs', '--checkJs', '--strict', '--skipLibCheck', '--listFiles'];
    const { code, stdout } = await run(process.execPath, [
      join(ROOT, 'node_modules/typescript/bin/tsc'),
      ...[...flags, '--module', 'nodenext', '--target', 'es2023', '--types', 'node'],
      ...files.map((file) => join('typed', file)),
    ]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => / error TS\d+: /.test(line))).toEqual([]);
    expect(code).toBe(0);
    // A type that is not to be had is taken for any type at all, and nothing is said of it.
    const own = lines.filter((line) => line.includes('/tchatator-check/dist/'));
    expect(own.length).toBeGreaterThan(20);
    expect(packagesIn(own.map((file) => readFileSync(file, 'utf8')))).toEqual(['zod']);
  });
});

/** What declarations import beside each other and Node's own modules. */
function packagesIn(declarations: readonly string[]): string[] {
  const names = declarations.flatMap((text) =>
    Array.from(text.matchAll(/(?:from |import\()['"]([^.'"][^'"]*)['"]/g), ([, name = '']) => name),
  );
  return [...new Set(names.filter((name) => !name.startsWith('node:')))].sort();
}

function example(file: string, args: readonly string[] = []): ReturnType<typeof run> {
  const name = file.split('/').at(-1) ?? file;
  cpSync(join(ROOT, 'examples', file), join(folder.path, name));
  return run(process.execPath, [name, ...args]);
}

/** Runs a program in the folder, to its end. */
async function run(
  program: string,
  args: readonly string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = {
    ...process.env,
    NO_COLOR: '1',
    CI: '1',
    npm_config_update_notifier: 'false',
    npm_config_offline: 'true',
  };
  const ran = promisify(execFile)(program, args, { cwd: folder.path, env, timeout: STORY_MS });
  return ran.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => {
      if (error instanceof Error && 'stdout' in error && 'stderr' in error && 'code' in error)
        return { code: Number(error.code), stdout: String(error.stdout), stderr: String(error.stderr) };
      throw error;
    },
  );
}

function readServed(file: string): typeof served {
  const { target, accounts } = profileFile.parse(parse(readFileSync(file, 'utf8')));
  const member = accounts.find(({ role }) => role === 'member');
  const pro = accounts.find(({ role }) => role === 'pro');
  if (target === undefined || member === undefined || pro === undefined)
    throw new Error(`${file} lacks what the stories need`);
  return { target: `${target.host}:${target.port}`, member, pro };
}
