/** Repeated runs, shards and the second instrument, on the built command line. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startChatServer, valueOf, type Answer, type ChatServer } from '../loadgen/golden/chat-server.ts';
import { loadReport } from '../reports/load/json-schema.ts';
import { runCli, STORY_MS } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

const home = temporaryFolder();
const folder = home.path;
afterAll(() => home[Symbol.dispose]());

const cli = (...args: string[]) => runCli(args, { cwd: folder });
const reportIn = (file: string) => loadReport.parse(readJson(file));

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

/** Every third message of a user is one too many: the same for whoever sends as many. */
function limiting(): Answer {
  const counts = new Map<string, number>();
  return (command) => {
    if (command.name !== 'SEND_MSG') return '200/OK\n';
    const token = valueOf(command, 'token');
    const count = (counts.get(token) ?? 0) + 1;
    counts.set(token, count);
    return count % 3 === 0 ? '426/TOOMRQ\n' : '200/OK\n';
  };
}

/** A profile of that server with six accounts, and this in addition. */
function profileOf({ address: { port } }: ChatServer, more = ''): string {
  const accounts = Array.from({ length: 6 }, (_, at) => {
    const role = at % 2 === 0 ? 'member' : 'pro';
    return `  - { id: ${at + 1}, role: ${role}, token: token-${at + 1} }\n`;
  });
  const file = `profile-${port}.yaml`;
  writeFileSync(join(folder, file), `target: 127.0.0.1:${port}\n${more}accounts:\n${accounts.join('')}`);
  return file;
}

/** Who has sent how many messages of which numbers; tags differ from run to run. */
function heardBy({ heard }: ChatServer): string[] {
  return heard
    .filter(({ name }) => name === 'SEND_MSG')
    .map((command) => valueOf(command, 'content').replace(/^\w+-/, '').slice(0, 13))
    .sort();
}

const PLAN = [
  '--connections',
  '6',
  '--rate',
  '300',
  '--duration',
  '1s',
  '--mix',
  'send=1',
  '--expect',
  '200,426',
  '--gate',
  '426 >= 90',
];

/** On a busy machine a generator may doubt itself; its counts are as exact. */
const MEASURED: readonly (number | null)[] = [0, 4];

test(
  'shards in processes of their own, merged, have counted what one process counts, and sent the same',
  async () => {
    await using whole = await startChatServer(limiting());
    await using split = await startChatServer(limiting());
    const one = await cli('load', '--profile', profileOf(whole), ...PLAN, '--report', 'json=one.json');
    expect(MEASURED, one.stderr).toContain(one.code);
    const startAt = new Date(Date.now() + 15_000).toISOString();
    const shards = await Promise.all(
      [0, 1, 2].map((index) => {
        const share = [
          '--shard',
          `${index}/3`,
          '--start-at',
          startAt,
          '--report',
          `json=shard-${index}.json`,
        ];
        return cli('load', '--profile', profileOf(split), ...PLAN, ...share);
      }),
    );
    for (const { code, stderr } of shards) expect(MEASURED, stderr).toContain(code);
    expect(reportIn('shard-1.json')).toMatchObject({
      share: { index: 1, of: 3 },
      startedAt: startAt,
      gates: [],
    });

    const merge = await cli(
      'merge',
      'shard-2.json',
      'shard-0.json',
      'shard-1.json',
      '--report',
      'json=merged.json',
    );
    expect(MEASURED, merge.stderr).toContain(merge.code);
    const [merged, expected] = [reportIn('merged.json'), reportIn('one.json')];
    expect(merged.totals).toEqual(expected.totals);
    expect(merged.totals).toMatchObject({ sent: 300, statuses: { '200/OK': 204, '426/TOOMRQ': 96 } });
    expect(merged.latency.count).toBe(expected.latency.count);
    expect(merged.gates).toEqual(expected.gates);
    expect(merged.share).toEqual({ index: 0, of: 1 });
    expect(heardBy(split)).toEqual(heardBy(whole));

    const missing = await cli('merge', 'shard-0.json', 'shard-2.json');
    expect(missing).toMatchObject({ code: 2, stderr: 'not all shards are there: 1/3 is missing\n' });
  },
  STORY_MS,
);

test(
  'repeated runs are a list in one file, which compare reads',
  async () => {
    await using server = await startChatServer();
    const plan = [
      '--connections',
      '2',
      '--requests',
      '40',
      '--think',
      '0ms',
      '--runs',
      '5',
      '--mix',
      'send=1',
    ];
    const reports = ['--report', 'terminal', '--report', 'json=runs.json'];
    const { code, stdout, stderr } = await cli('load', '--profile', profileOf(server), ...plan, ...reports);
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^run +rate +p50 ms/m);
    expect(stdout).toMatch(/^5 of 5 runs passed$/m);
    expect(stderr).toContain('run 5 of 5\n');
    expect(
      loadReport
        .array()
        .parse(readJson('runs.json'))
        .map(({ totals }) => totals.answered),
    ).toEqual([40, 40, 40, 40, 40]);
    expect(server.heard.filter(({ name }) => name === 'SEND_MSG')).toHaveLength(200);

    const same = await cli('compare', 'runs.json', 'runs.json');
    expect(same.code, same.stderr).toBe(0);
    const slow = loadReport.array().parse(readJson('runs.json'));
    for (const run of slow) {
      run.ratePerSecond /= 20;
      run.latency.p50Ms *= 20;
    }
    writeFileSync(join(folder, 'slow.json'), JSON.stringify(slow));
    const worse = await cli('compare', 'runs.json', 'slow.json');
    expect(worse.code, worse.stdout).toBe(1);
    expect((await cli('merge', 'runs.json')).stderr).toContain('runs.json: holds 5 runs; a shard is one run');
  },
  STORY_MS,
);

test(
  'a run of several that breaks a gate is exit 1, and told with its number',
  async () => {
    let messages = 0;
    await using server = await startChatServer(({ name }) => {
      if (name === 'SEND_MSG') messages += 1;
      return name === 'SEND_MSG' && messages === 15 ? '426/TOOMRQ\n' : '200/OK\n';
    });
    const plan = [
      '--connections',
      '2',
      '--requests',
      '10',
      '--think',
      '0ms',
      '--runs',
      '3',
      '--mix',
      'send=1',
    ];
    const { code, stdout } = await cli('load', '--profile', profileOf(server), ...plan);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^run 2 +errors == 0 {2}1$/m);
    expect(stdout).toMatch(/^2 of 3 runs passed$/m);
  },
  STORY_MS,
);

test(
  'both engines count the same statuses',
  async () => {
    for (const engine of ['own', 'autocannon']) {
      let messages = 0;
      await using server = await startChatServer(({ name }) => {
        if (name === 'SEND_MSG') messages += 1;
        return name === 'SEND_MSG' && messages % 3 === 0 ? '426/TOOMRQ\n' : '200/OK\n';
      });
      const plan = ['--connections', '2', '--requests', '90', '--think', '0ms', '--mix', 'send=1'];
      const { code, stderr } = await cli(
        ...['load', '--profile', profileOf(server), ...plan, '--engine', engine],
        ...['--gate', 'errors <= 50%', '--report', `json=${engine}.json`],
      );
      expect(code, stderr).toBe(0);
      const { generator, totals } = reportIn(`${engine}.json`);
      expect(generator.engine).toBe(engine);
      expect(totals).toMatchObject({ sent: 90, answered: 90, unexpected: 30 });
      expect(totals.statuses).toEqual({ '200/OK': 60, '426/TOOMRQ': 30 });
    }
  },
  STORY_MS,
);

describe('what cannot be is exit 2, with the place and what to do', () => {
  const TARGET = ['--target', '127.0.0.1:9', '--account', 'member:1:a', '--account', 'pro:2:b'];
  const FUTURE = new Date(Date.now() + 3_600_000).toISOString();

  test.each<[string[], string]>([
    [['--runs', '0'], '--runs: expected a whole number from 1 to 100'],
    [
      ['--runs', '5', '--plan', 'knee'],
      '--runs: is for plans that put load on a target; knee decides itself how often',
    ],
    [['--runs', '2', '--shard', '0/2'], '--runs: a shard is one run'],
    [['--runs', '2', '--start-at', FUTURE], '--runs: only one run can begin at the time of --start-at'],
    [
      ['--runs', '2', '--report', 'autocannon'],
      '--report autocannon: holds one run; with --runs use terminal or json',
    ],
    [['--shard', '1'], '--shard: expected i/n, such as 0/4 for the first of four'],
    [['--shard', '2/2'], '--shard: there is no such part: those of n are counted from 0 to n - 1'],
    [['--shard', '/2'], '--shard: expected i/n'],
    [['--shard', '0/3', '--connections', '2'], '--shard: the plan has 2 connections, too few for 3 shards'],
    [['--shard', '0/2', '--verify'], '--shard: --verify wants both sides of every message in one run'],
    [
      ['--shard', '0/2', '--plan', 'limits'],
      '--shard: is for plans that put load on a target, and limits is none',
    ],
    [['--start-at', 'noon'], '--start-at: expected a time with its zone'],
    [['--start-at', '2026-03-01T10:00:00'], '--start-at: expected a time with its zone'],
    [['--start-at', '2026-03-01T10:00:00Z'], '--start-at: is over'],
    [['--start-at', '2999-01-01T10:00:00+01:00'], '--start-at: is more than 24 h away'],
    [['--engine', 'wrk'], '--engine: expected own or autocannon'],
    [
      ['--engine', 'autocannon', '--rate', '10'],
      '--engine autocannon: sends on answers, not when commands are due',
    ],
    [['--engine', 'autocannon', '--workers', '2'], '--engine autocannon: works in one thread'],
  ])('%j', async (args, told) => {
    const { code, stdout, stderr } = await cli('load', ...TARGET, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(
      stderr.split('\n').find((line) => line.startsWith(told)),
      stderr,
    ).toBeDefined();
  });

  test('a shard of the bundled server', async () => {
    const { code, stderr } = await cli('load', '--shard', '0/2');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: '--shard: each shard would start a server of its own; name one with --target or a profile\n',
    });
  });

  test('repeated runs of which the limits allow only the first', async () => {
    await using server = await startChatServer();
    const profile = profileOf(server, 'limits: { messages-per-minute: 12 }\n');
    const plan = ['--connections', '2', '--requests', '20', '--mix', 'send=1'];
    const { code, stderr } = await cli('load', '--profile', profile, ...plan, '--runs', '3');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^the plan asks each of its 2 users for 30 messages within a minute/);
    expect(server.heard).toEqual([]);
  });
});
