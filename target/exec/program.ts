import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { lastWill, type LastWill } from '../../database/last-will.ts';
import { LastLines, Ring } from './last-lines.ts';
import type { Launch } from './launch.ts';
import { hasMarked } from './processes.ts';

/** How the process that was started has ended. */
export type Ending =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'signal'; readonly signal: string }
  /** It never began: the reason is the system's. */
  | { readonly kind: 'unstarted'; readonly reason: string };

export interface ProgramOptions extends Pick<Launch, 'cwd' | 'stop'> {
  readonly command: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One life of a server under test: a command, and whatever it starts. */
export interface Program {
  /** Set in the environment of all that belongs to it. */
  readonly marker: string;
  /** Resolves when the process that was started has ended and its last words have been read; others may go on. */
  readonly ended: Promise<Ending>;
  /** How it has ended; undefined while it runs, or what it has put into the background does. */
  ending(): Ending | undefined;
  /** The last lines that it has said, oldest first. */
  lastLines(count: number): string[];
  /** Has each further line told, and those that are still there. */
  onLine(listen: (line: string) => void): void;
  /** Ends it, with all that it has started, and waits for that: some 10 s at most. May be called again. */
  end(): Promise<void>;
}

/** The variable by which whatever a server starts is known, however far it has gone from its parent. */
const MARKER = 'TCHATATOR_CHECK_EXEC';
const WATCHDOG = readFileSync(new URL('watchdog.sh', import.meta.url), 'utf8');
/** Twentieths of a second. */
const GRACE = 100;
/** How long the last words of a process that has ended may take to arrive. */
const LAST_WORDS_MS = 500;
const MOST_KEPT = 200;

/** Starts a command in a process group of its own. What it does is data: this throws for nothing of it. */
export function startProgram({ command, cwd, stop, env }: ProgramOptions): Program {
  const marker = `${MARKER}=${randomUUID()}`;
  // Before the program, so that there is no moment in which nobody would end it.
  const watchdog = lastWill(WATCHDOG, { name: 'watchdog', args: [marker, stop.slice(3), String(GRACE)] });
  // Detached: out of reach of the terminal's Ctrl-C, which is for us. Its standard input is a pipe that never says
  // anything: there are servers that stop at the end of their input.
  const child = spawn('/bin/sh', ['-c', command], {
    cwd,
    env: { ...env, [MARKER]: marker.slice(MARKER.length + 1) },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  watchdog.tell(String(child.pid ?? ''));
  const words = listen(child);
  let ending: Ending | undefined;
  const ended = endOf(child).then(async (how) => {
    ending = how;
    if (!groupLives(child)) watchdog.tell('');
    await Promise.race([words.closed, delay(LAST_WORDS_MS, undefined, { ref: false })]);
    return how;
  });
  return {
    marker,
    ended,
    ending: () => (ending !== undefined && goesOnInBackground(ending, marker) ? undefined : ending),
    lastLines: (count) => words.ring.last(count),
    onLine: words.onLine,
    end: () => endAll(child, watchdog),
  };
}

async function endAll(child: ChildProcess, watchdog: LastWill): Promise<void> {
  await watchdog.execute();
  // The watchdog has done it, unless somebody has killed that.
  if (groupLives(child)) process.kill(-Number(child.pid), 'SIGKILL');
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
}

/** A daemon's first process ends well as soon as the second one runs. */
function goesOnInBackground(ending: Ending, marker: string): boolean {
  return ending.kind === 'exit' && ending.status === 0 && hasMarked(marker);
}

function groupLives({ pid }: ChildProcess): boolean {
  try {
    return pid !== undefined && process.kill(-pid, 0);
  } catch {
    return false;
  }
}

function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ kind: 'unstarted', reason: error.message }));
    child.once('exit', (status, signal) =>
      resolve(signal === null ? { kind: 'exit', status: status ?? 0 } : { kind: 'signal', signal }),
    );
  });
}

interface Words {
  readonly ring: Ring;
  readonly closed: Promise<unknown>;
  readonly onLine: (listen: (line: string) => void) => void;
}

/** Reads what it says for as long as it lives: a program whose pipe is full stands still. */
function listen({ stdin, stdout, stderr }: ChildProcess): Words {
  if (stdin === null || stdout === null || stderr === null) throw new Error('the child has no pipes');
  // A program that does not read is within its rights.
  stdin.on('error', () => undefined);
  const ring = new Ring();
  const listeners: ((line: string) => void)[] = [];
  const closed = [stdout, stderr].map((stream) => {
    const lines = new LastLines((line) => {
      ring.push(line);
      for (const each of listeners) each(line);
    });
    return new Promise<void>((resolve) => {
      stream
        .on('data', (chunk: Buffer) => lines.push(chunk))
        .on('error', () => undefined)
        .once('close', () => {
          lines.end();
          resolve();
        });
    });
  });
  return {
    ring,
    closed: Promise.all(closed),
    onLine(each) {
      ring.last(MOST_KEPT).forEach(each);
      listeners.push(each);
    },
  };
}
