import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fewerAccounts, startReferenceServer, type ReferenceServer } from './reference-server.ts';
import { STORY_MS, runCli, startCli, type CliResult } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

/** As servers in the field: minutes and hours that last as long as they are called, and a handful of accounts. */
const folder = temporaryFolder();
const small = join(folder.path, 'small.yaml');
let server: ReferenceServer;

beforeAll(async () => {
  server = await startReferenceServer(folder.path, ['--seed-accounts', '12']);
  writeFileSync(small, fewerAccounts(server.profile, { member: 2, pro: 1, admin: 1 }));
});

afterAll(async () => {
  await server.stop();
  folder[Symbol.dispose]();
});

describe('four accounts and windows of real length', () => {
  test('what they allow is judged, and nothing is accused', async () => {
    const result = await runCli(['check', '--profile', small, '--patience', '10']);
    expectNoAccusation(result);
    expect(judged(result)).toBeGreaterThan(100);
    expectPromiseKept(result);
    expect(result.stdout).toMatch(
      /^\d+ skipped +the accounts have used up their messages for \d+ s: more accounts,/m,
    );
    expect(result.stdout).toMatch(/^incomplete: .* {2}\d+ cases in /m);
    expect(result.code).toBe(0);
  });

  test('nor in a second run, though the first has banned, blocked and written', async () => {
    const result = await runCli(['check', '--profile', small, '--patience', '10']);
    expectNoAccusation(result);
    expect(result.stdout).toMatch(/^incomplete: /m);
    expect(result.code).toBe(0);
  });

  test('Ctrl-C while it waits for a window ends it, with the report of what ran', async () => {
    const cli = startCli(['check', '--profile', small, '--patience', '3600'], { deadlineMs: 50_000 });
    await cli.wrote(/^waiting /m);
    cli.child.kill('SIGINT');
    const result = await cli.result;
    expectNoAccusation(result);
    expect(result.stdout).toMatch(/^incomplete: interrupted before the end/m);
    expect(result.code).toBe(130);
  });
});

describe('no account at all', () => {
  test('what needs none is judged; the last lines say what accounts would add, and how to give them', async () => {
    const result = await runCli(['check', '--target', server.address]);
    expectNoAccusation(result);
    expect(result.stderr).toMatch(/^\d+ cases; \d+ of them need no account$/m);
    expect(judged(result)).toBeGreaterThan(10);
    expect(result.stdout.replaceAll('\n', ' ')).toMatch(
      / incomplete: \d+ of \d+ cases need accounts; .* name each with --account role:id:token, or in a profile /,
    );
    expect(result.code).toBe(0);
  });

  test('--complete makes what was left out a finding', async () => {
    const result = await runCli(['check', '--target', server.address, '--complete']);
    expectNoAccusation(result);
    expect(result.code).toBe(1);
  });
});

function expectNoAccusation({ stdout, stderr }: CliResult): void {
  expect(stdout + stderr).not.toMatch(/^(FAIL|WARN|ERROR) |^\s+at /m);
  expect(stdout).not.toMatch(/\d (failed|warnings?|suite errors?)\b/);
}

/** The first line promises how many cases will be judged; what becomes of each is only known later. */
function expectPromiseKept(result: CliResult): void {
  const firstLine = result.stderr.replaceAll('\n', ' ');
  const promise =
    /^\d+ cases; these accounts allow (\d+) of them; one more (member|pro|admin) account would add \d+ /;
  const promised = Number(promise.exec(firstLine)?.[1]);
  expect(Math.abs(judged(result) - promised)).toBeLessThan(promised / 5);
}

function judged({ stdout }: CliResult): number {
  const count = (word: string): number => Number(new RegExp(`\\b(\\d+) ${word}\\b`).exec(stdout)?.[1] ?? 0);
  return count('passed') + count('observed');
}
