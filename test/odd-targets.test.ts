import { describe, expect, test } from 'vitest';
import { closedAddress, ODDITIES, startOddTarget, type Oddity } from './odd-targets.ts';
import { runCli, type CliResult } from './run-cli.ts';

/** The one finding about each odd target: the preflight that saw it, and the clause it breaks. */
const FINDINGS: Readonly<Record<Oddity, readonly [id: string, clause: string]>> = {
  echoes: ['preflight/protocol', 'T4'],
  'never answers': ['preflight/protocol', 'T3'],
  'closes at once': ['preflight/protocol', 'T3'],
  'closes when asked': ['preflight/protocol', 'T3'],
  'resets at once': ['preflight/protocol', 'T3'],
  'floods without a newline': ['preflight/greeting', 'T26'],
  'floods once asked': ['preflight/refuses', 'L2'],
  'drips a line every 10 ms': ['preflight/greeting', 'T26'],
  'drips a line that never ends': ['preflight/protocol', 'T4'],
  'says 200 to each line': ['preflight/refuses', 'L2'],
  'says 200 without a newline': ['preflight/refuses', 'L2'],
  'greets first': ['preflight/greeting', 'T26'],
  'sends binary garbage': ['preflight/protocol', 'T4'],
  'speaks HTTP': ['preflight/protocol', 'T4'],
};

/** An idle run takes a third of this; a flood on the loopback fills it within a second. */
const MOST_MEMORY_KB = 300 * 1024;
const REPORT_MEMORY = `--import=data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process._rawDebug(`peak memory ${process.resourceUsage().maxRSS} KB`))',
)}`;

const TOKEN = 'a1'.repeat(32);
const ACCOUNT = ['--account', `member:1:${TOKEN}`];
const STORIES = ODDITIES.flatMap((oddity): [Oddity, string, string[]][] => [
  [oddity, 'without accounts', []],
  [oddity, 'with an account', ACCOUNT],
]);

describe.concurrent('a target that speaks another protocol gets one clear finding', () => {
  test.each(STORIES)('%s, %s', async (oddity, _having, flags) => {
    const target = await startOddTarget(oddity);
    const result = await runCli(['check', '--target', target.address, ...flags], {
      env: { NODE_OPTIONS: REPORT_MEMORY },
    }).finally(target.close);

    const [id, clause] = FINDINGS[oddity];
    expect(linesOf(result.stdout, /^(FAIL|WARN|ERROR) /)).toEqual([expect.stringMatching(`^FAIL  ${id}  `)]);
    expect(linesOf(result.stdout, /^ {2}[A-Z]\d+ (must|should) /)).toEqual([
      expect.stringMatching(`^  ${clause} must `),
    ]);
    expect(result.stdout).toMatch(/^ {2}actual {6}\S/m);
    expect(linesOf(result.stdout, /^\d+ (blocked|skipped|not observable) /)).toEqual([
      expect.stringMatching(`^\\d+ blocked  ${id} failed$`),
    ]);
    expect(result.stdout).toMatch(new RegExp(`^not conformant: 1 must broken \\(${clause}\\)`, 'm'));
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

function linesOf(text: string, pattern: RegExp): string[] {
  return text.split('\n').filter((line) => pattern.test(line));
}

function expectNoTrace({ stdout, stderr }: CliResult): void {
  expect(stdout + stderr).not.toMatch(/^\s+at |bug of tchatator-check/m);
}
