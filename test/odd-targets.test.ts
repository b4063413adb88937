import { describe, expect, test, vi } from 'vitest';
import { closedAddress, ODDITIES, startOddTarget, type Oddity } from './odd-targets.ts';
import { STORY_MS, runCli, type CliResult } from './run-cli.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

/** The one finding about a target: the preflight that saw it, and the clause that is broken. */
type Finding = `${'greeting' | 'protocol' | 'refuses'} ${string}`;

/** A target that speaks first is a busy one at times: its words may come when the first command has been sent. */
const SPEAKS_FIRST: readonly Finding[] = ['greeting T26', 'protocol T4'];

const FINDINGS: Readonly<Record<Oddity, readonly Finding[]>> = {
  echoes: ['protocol T4'],
  'never answers': ['protocol T3'],
  'closes at once': ['protocol T3'],
  'closes when asked': ['protocol T3'],
  'resets at once': ['protocol T3'],
  'floods without a newline': SPEAKS_FIRST,
  'floods once asked': ['refuses L2'],
  'drips a line every 10 ms': SPEAKS_FIRST,
  'drips a line that never ends': ['protocol T4'],
  'says 200 to each line': ['refuses L2'],
  'says 200 without a newline': ['refuses L2'],
  'greets first': SPEAKS_FIRST,
  'sends binary garbage': ['protocol T4'],
  'speaks HTTP': ['protocol T4'],
};

/** An idle run takes a fifth of this; a flood that is kept fills it within a second. */
const MOST_MEMORY_KB = 512 * 1024;
const REPORT_MEMORY = `--import=data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process._rawDebug(`peak memory ${process.resourceUsage().maxRSS} KB`))',
)}`;

const TOKEN = 'a1'.repeat(32);
const ACCOUNT = ['--account', `member:1:${TOKEN}`];
/** One of each finding, and the silent: what these do is told in the same words to whoever has no accounts. */
const WITHOUT: readonly Oddity[] = [
  'echoes',
  'never answers',
  'floods without a newline',
  'says 200 to each line',
];
const STORIES: [Oddity, string, string[]][] = [
  ...ODDITIES.map((oddity): [Oddity, string, string[]] => [oddity, 'with an account', ACCOUNT]),
  ...WITHOUT.map((oddity): [Oddity, string, string[]] => [oddity, 'without accounts', []]),
];

describe.concurrent('a target that speaks another protocol gets one clear finding', () => {
  test.each(STORIES)('%s, %s', async (oddity, _having, flags) => {
    const target = await startOddTarget(oddity);
    const result = await runCli(['check', '--target', target.address, ...flags], {
      env: { NODE_OPTIONS: REPORT_MEMORY },
    }).finally(target.close);

    const [fail, ...moreFails] = matches(result.stdout, /^(?:FAIL|WARN|ERROR) {2}preflight\/(\w+) /gm);
    const [clause, ...moreClauses] = matches(result.stdout, /^ {2}([A-Z]\d+) (?:must|should) /gm);
    expect(FINDINGS[oddity]).toContain(`${fail} ${clause}`);
    expect([...moreFails, ...moreClauses]).toEqual([]);
    expect(result.stdout).toMatch(/^ {2}actual {6}\S/m);
    expect(matches(result.stdout, /^\d+ (?:blocked|skipped|not observable) +(.*)$/gm)).toEqual([
      `preflight/${fail} failed`,
    ]);
    expect(result.stdout).toContain(`\nnot conformant: 1 must broken (${clause})  `);
    expect(result.stdout).toMatch(/\b1 failed {2}\d+ blocked$/m);
    expect(result.stdout + result.stderr).not.toContain(TOKEN);
    expectNoTrace(result);
    expect(result.code).toBe(1);
    expect(Number(/peak memory (\d+) KB/.exec(result.stderr)?.[1])).toBeLessThan(MOST_MEMORY_KB);
  });

  test.each([
    ['without accounts', []],
    ['with an account', ACCOUNT],
  ])('nothing listens, %s: exit 3, and what to do', async (_having, flags) => {
    const address = await closedAddress();
    const result = await runCli(['check', '--target', address, ...flags]);
    expect(result).toMatchObject({
      code: 3,
      stdout: '',
      stderr:
        `cannot connect to ${address}: connect ECONNREFUSED ${address}\n` +
        'start the server, or correct --target or the profile\n',
    });
  });
});

/** What the group of a pattern stands for, wherever it matches. */
function matches(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, group = '']) => group);
}

function expectNoTrace({ stdout, stderr }: CliResult): void {
  expect(stdout + stderr).not.toMatch(/^\s+at |bug of tchatator-check/m);
}
