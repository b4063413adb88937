import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { startChatServer } from '../loadgen/golden/chat-server.ts';
import { loadReport } from '../reports/load/json-schema.ts';
import { processesIn } from './processes.ts';
import { runCli, startCli, STORY_MS } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

const home = temporaryFolder();
const folder = home.path;
afterAll(() => home[Symbol.dispose]());

const load = (...args: string[]) => runCli(['load', ...args], { cwd: folder });
const ACCOUNTS = ['member:1:first-token', 'pro:2:second-token'].flatMap((account) => ['--account', account]);

function reportIn(file: string) {
  return loadReport.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Resolves when a server has heard so much that measuring has begun. */
function isUnderWay({ heard }: { heard: readonly unknown[] }): Promise<void> {
  return vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(40), {
    timeout: STORY_MS,
    interval: 20,
  });
}

/** A profile of that server, with two accounts and this in addition. */
function profileOf({ port }: { port: number }, more = ''): string {
  const file = join(folder, `profile-${port}.yaml`);
  writeFileSync(
    file,
    `target: 127.0.0.1:${port}\n${more}accounts:\n  - { id: 1, role: member, token: first-token }\n  - { id: 2, role: pro, token: second-token }\n`,
  );
  return file;
}

test(
  'smoke, with nothing prepared: the bundled server, a report, a JSON file, and nothing left behind',
  async () => {
    const json = join(folder, 'smoke.json');
    const args = [
      '--database',
      'embedded',
      '--plan',
      'smoke',
      '--report',
      'terminal',
      '--report',
      `json=${json}`,
    ];
    const { code, stdout, stderr } = await runCli(['load', ...args], { env: { TMPDIR: folder } });
    expect(stdout, stderr).toMatch(/^passed: 1 gate kept/m);
    expect(code).toBe(0);
    const result = reportIn(json);
    expect(result).toMatchObject({
      verdict: 'passed',
      target: { kind: 'bundled' },
      plan: { name: 'smoke', connections: 4 },
      totals: { sent: 40, answered: 40, statuses: { '200/OK': 40 } },
    });
    expect(result.commands.map(({ command }) => command)).toEqual(['send', 'poll']);
    expect(stdout + stderr).not.toContain('\u001b');
    expect(await processesIn(folder)).toEqual([]);
  },
  STORY_MS,
);

describe('against a server that listens', () => {
  test(
    'two workers send what is asked for, no more and no less',
    async () => {
      await using server = await startChatServer();
      const json = join(folder, 'workers.json');
      const profile = ['--profile', profileOf(server.address)];
      const plan = [
        '--connections',
        '2',
        '--requests',
        '501',
        '--think',
        '0ms',
        '--workers',
        '2',
        '--mix',
        'send=1',
      ];
      const { code, stderr } = await load(...profile, ...plan, '--report', `json=${json}`);
      expect(code, stderr).toBe(0);
      const result = reportIn(json);
      expect(result.totals).toMatchObject({ sent: 501, answered: 501 });
      expect(result.generator.eventLoopUse).toHaveLength(2);
      expect(server.heard.filter(({ name }) => name === 'SEND_MSG')).toHaveLength(501);
      expect(JSON.stringify(result)).not.toContain('first-token');
    },
    STORY_MS,
  );

  test(
    'a broken gate is exit 1',
    async () => {
      await using server = await startChatServer(({ name }) =>
        name === 'LOGIN' ? '200/OK\n' : '426/TOOMRQ\n',
      );
      const { code, stdout } = await load('--profile', profileOf(server.address), '--connections', '2');
      expect(code).toBe(1);
      expect(stdout).toMatch(/^BROKEN +errors == 0 {2}40$/m);
      expect(stdout).toMatch(/^failed: 1 of 1 gate broken/m);
    },
    STORY_MS,
  );

  test(
    'that dies is exit 1, with what was measured until then',
    async () => {
      await using server = await startChatServer();
      const running = startCli(
        [
          'load',
          '--profile',
          profileOf(server.address),
          '--connections',
          '2',
          '--duration',
          '60s',
          '--think',
          '20ms',
          '--requests',
          '100000',
        ],
        { cwd: folder },
      );
      await running.wrote(/^2 users;/m);
      await isUnderWay(server);
      await server.die();
      const { code, stdout } = await running.result;
      expect(stdout).toMatch(/^died +connect ECONNREFUSED/m);
      expect(stdout).toMatch(/^answers +200\/OK [1-9]/m);
      expect(code).toBe(1);
    },
    STORY_MS,
  );

  test(
    'and Ctrl-C: results so far, and exit 130',
    async () => {
      await using server = await startChatServer();
      const json = join(folder, 'interrupted.json');
      const profile = ['--profile', profileOf(server.address), '--connections', '2', '--plan', 'steady'];
      const running = startCli(
        ['load', ...profile, '--warm-up', '0s', '--duration', '60s', '--report', `json=${json}`],
        { cwd: folder },
      );
      await isUnderWay(server);
      running.child.kill('SIGINT');
      expect((await running.result).code).toBe(130);
      const result = reportIn(json);
      expect(result.interrupted).toBe(true);
      expect(result.totals.answered).toBeGreaterThan(10);
      expect(result.durationMs).toBeLessThan(60_000);
    },
    STORY_MS,
  );

  test(
    'that lets nobody in is exit 3',
    async () => {
      await using server = await startChatServer(() => '403/DENIED\n');
      const { code, stdout, stderr } = await load(
        '--profile',
        profileOf(server.address),
        '--connections',
        '2',
      );
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toContain('LOGIN was answered 403 (tried 6 times)\n');
    },
    STORY_MS,
  );
});

describe('nothing is sent', () => {
  test(
    'to a limited server whose accounts do not allow it: exit 2',
    async () => {
      await using server = await startChatServer();
      const profile = profileOf(server.address, 'limits: { messages-per-minute: 12 }\n');
      const { code, stderr } = await load('--profile', profile, '--connections', '2', '--rate', '10');
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^the plan asks each of its 2 users for 25 messages within a minute, and the limit is 12: /,
      );
      expect(server.heard).toEqual([]);
    },
    STORY_MS,
  );

  test(
    'to a server with a dialect of its own: exit 2, unless that is set aside',
    async () => {
      await using server = await startChatServer();
      const profile = ['--profile', profileOf(server.address, 'dialect: field\n')];
      const plan = ['--connections', '2', '--requests', '10', '--think', '0ms', '--mix', 'poll=1'];
      expect(await load(...profile, ...plan)).toMatchObject({
        code: 2,
        stdout: '',
        stderr:
          'the profile says that the target speaks the dialect field, and load speaks the protocol itself; --dialect none loads it all the same\n',
      });
      expect(server.heard).toEqual([]);
      const { code, stderr } = await load(...profile, ...plan, '--dialect', 'none');
      expect(code, stderr).toBe(0);
      const other = await load(...profile, ...plan, '--dialect', 'ours.yaml');
      expect(other.code).toBe(2);
      expect(other.stderr).toMatch(/^--dialect: expected none: load speaks the protocol itself$/m);
    },
    STORY_MS,
  );

  test(
    'to the servers of others: exit 2',
    async () => {
      expect(await load('--target', '192.0.2.1:4242', ...ACCOUNTS, '--connections', '2')).toMatchObject({
        code: 2,
        stdout: '',
        stderr:
          '192.0.2.1:4242 is neither on this machine nor on a private network\nload is for servers of your own: if this is one, say so with --i-own-this-server\n',
      });
    },
    STORY_MS,
  );

  test(
    'where options are wrong, all of which are told',
    async () => {
      const wrong = [
        '--workers',
        '0',
        '--rate',
        '0',
        '--size',
        'x',
        '--mix',
        'sned=1',
        '--gate',
        'fast',
        '--plan',
        'steadi',
        '--pacing',
        'slow',
        '--report',
        'jsn',
      ];
      const { code, stdout, stderr } = await load(...wrong);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      for (const option of ['workers', 'rate', 'size', 'mix', 'gate', 'plan', 'pacing', 'report'])
        expect(stderr).toMatch(new RegExp(`^--${option}\\b`, 'm'));
    },
    STORY_MS,
  );
});
