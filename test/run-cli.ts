import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

/** The built command line, as users call it. */
export const BIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** What takes longer than this hangs: ten times what most stories take on a quiet machine. */
const DEADLINE_MS = 100_000;

/** What a test may take that runs the command line: more than the command line itself, which tells better what hung. */
export const STORY_MS = 120_000;

export interface CliOptions {
  /**
   * Set on top of this process's environment and the database that all tests share; `undefined` takes a variable away:
   * without `DATABASE_URL` the command line starts a database of its own.
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** A program to run the command line with, and its arguments, such as `setpriv`. */
  readonly within?: readonly string[];
  /** Another copy of the command line than the one built here. */
  readonly bin?: string;
  /** How long it may take before it is killed and `result` rejects, in ms. */
  readonly deadlineMs?: number;
}

export interface CliResult {
  /** The exit code; `null` when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

/** The command line in a process of its own. */
export interface Cli {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves when it has ended and all it wrote has been read. Rejects when it has not by its deadline. */
  readonly result: Promise<CliResult>;
  /** Resolves as soon as what was written so far, to either side, matches. Rejects when it ends before that. */
  readonly wrote: (pattern: RegExp) => Promise<void>;
}

/** What surrounds the tests must not colour or redirect what they look at. */
const UNTOLD = {
  NO_COLOR: undefined,
  FORCE_COLOR: undefined,
  CI: undefined,
  GITHUB_ACTIONS: undefined,
  GITHUB_STEP_SUMMARY: undefined,
  NODE_OPTIONS: undefined,
};

/** Runs the command line to its end. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).result;
}

/** Starts the command line, for stories that meddle with it while it runs. */
export function startCli(args: readonly string[], options: CliOptions = {}): Cli {
  const { cwd, env, within = [], bin = BIN, deadlineMs = DEADLINE_MS } = options;
  const startMs = performance.now();
  const [program = '', ...rest] = [...within, process.execPath, bin, ...args];
  const child = spawn(program, rest, {
    cwd,
    env: { ...process.env, ...UNTOLD, DATABASE_URL: inject('databaseUrl'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));

  const result = new Promise<CliResult>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(
        new Error(
          `${args.join(' ')}: did not end within ${deadlineMs} ms\n${written.stderr}${written.stdout}`,
        ),
      );
    }, deadlineMs);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, ...written, ms: performance.now() - startMs });
    });
  });
  const wrote = async (pattern: RegExp): Promise<void> => {
    let look: () => void = () => undefined;
    const seen = new Promise<'seen'>((resolve) => {
      look = () => {
        if (pattern.test(written.stderr) || pattern.test(written.stdout)) resolve('seen');
      };
    });
    for (const side of [child.stdout, child.stderr]) side.on('data', look);
    look();
    const first = await Promise.race([seen, result]);
    for (const side of [child.stdout, child.stderr]) side.off('data', look);
    if (first !== 'seen')
      throw new Error(`ended without writing ${String(pattern)}: ${JSON.stringify(first)}`);
  };
  return { child, result, wrote };
}
