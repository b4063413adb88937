import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startReferenceServer, type ReferenceServer } from './reference-server.ts';
import { STORY_MS, runCli, type CliResult } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { toldTokens } from './told-tokens.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

/** A target whose failures are about tokens, so that whoever shows what was sent shows them. */
const folder = temporaryFolder();
const file = join(folder.path, 'report.json');
let server: ReferenceServer;
let result: CliResult;

beforeAll(async () => {
  server = await startReferenceServer(folder.path, [
    '--fault',
    'token-prefix-logs-in',
    '--seed-accounts',
    '48',
  ]);
  const reports = ['--verbose', '--report', 'terminal', '--report', `json=${file}`];
  result = await runCli(['check', '--profile', server.profile, '--only', 'login', ...reports]);
});

afterAll(async () => {
  await server.stop();
  folder[Symbol.dispose]();
});

test('the case that failed is shown, with whose token it was', () => {
  expect(result.stdout).toMatch(/^FAIL {2}login\/token\/prefix /m);
  expect(result.stdout).toMatch(/<token of \d+/);
  expect(result.code).toBe(1);
});

test('the command beneath it shows it again', async () => {
  const [, command = ''] =
    /^ {2}again {7}tchatator-check (.*login\/token\/prefix)$/m.exec(result.stdout) ?? [];
  const again = await runCli(command.split(' '));
  expect(again.stdout).toMatch(/^FAIL {2}login\/token\/prefix /m);
  expect(again.stdout).toMatch(/\b1 failed\b/);
  expect(again.code).toBe(1);
});

test('no part of a token is told, in the terminal, the progress or the JSON', () => {
  expect(server.tokens).toHaveLength(48);
  expect(toldTokens(result.stdout, server.tokens)).toEqual(new Set());
  expect(toldTokens(result.stderr, server.tokens)).toEqual(new Set());
  expect(toldTokens(readFileSync(file, 'utf8'), server.tokens)).toEqual(new Set());
});

test('nor in the complaint about an account that was written wrongly', async () => {
  const token = 'Zq4'.repeat(20);
  const accounts = [
    `member:${token}`,
    token,
    `1:member:${token}`,
    `membre:1:${token}`,
    `member:one:${token}`,
  ];
  const flags = accounts.flatMap((account) => ['--account', account]);
  const { code, stdout, stderr } = await runCli(['check', '--target', server.address, ...flags]);
  expect(stderr.trimEnd().split('\n')).toHaveLength(accounts.length);
  expect(toldTokens(stdout + stderr, [token])).toEqual(new Set());
  expect(code).toBe(2);
});
