import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readProfile } from './read-profile.ts';
import type { Address, Profile } from './profile.ts';

/** A server that this process has started, and that ends with it. */
export interface Started {
  readonly address: Address;
  readonly profile: Profile;
  /** What it said about its database, for people. */
  readonly description: string;
  /** Asks it to stop and waits until it has; kills it when it does not. May be called again. */
  stop(): Promise<void>;
}

/** The bundled server could not be started: its own words, one a line, and the exit code it gave. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted';
  readonly lines: readonly string[];
  readonly exitCode: number | null;

  constructor(lines: readonly string[], exitCode: number | null) {
    super(lines.join('\n'));
    this.lines = lines;
    this.exitCode = exitCode;
  }
}

export interface BundledOptions {
  /** The path of our own bin. */
  readonly bin: string;
  /** `auto`, `embedded`, `container` or a URL. */
  readonly database: string;
  /** The image of a database in a container; the usual one unless told. */
  readonly databaseImage?: string | undefined;
  /** Takes each line the server says while it starts. */
  readonly log: (line: string) => void;
  /** In place of what it is told for checks, as options of `serve`. */
  readonly settings?: Readonly<Record<string, number>>;
}

/**
 * Short windows, so that every rule about limits can be seen within seconds, and accounts enough for a whole run: 40
 * make no case wait for another’s quota.
 */
const SETTINGS = {
  'max-messages-per-minutes': 12,
  'max-messages-per-hours': 30,
  'minute-ms': 500,
  'hour-ms': 2000,
  'seed-accounts': 48,
} as const;

const START_MS = 60_000;
const STOP_MS = 8000;

/** Starts the bundled server as a child process: the same program, with `serve`. @throws NotStarted */
export async function startBundled(options: BundledOptions): Promise<Started> {
  const settings = Object.entries({ ...SETTINGS, ...options.settings }).flatMap(([name, value]) => [
    `--${name}`,
    String(value),
  ]);
  const args = [
    'serve',
    '--port',
    '0',
    '--database',
    options.database,
    ...(options.databaseImage === undefined ? [] : ['--database-image', options.databaseImage]),
    '--log-level',
    'warn',
    '--until-stdin-closes',
  ];
  // A group of its own, so that Ctrl-C reaches us alone; it stops when its standard input, our pipe, closes.
  const child = spawn(process.execPath, [options.bin, ...args, ...settings], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const stop = (): Promise<void> => stopChild(child);
  const said = await waitUntilListening(child, options.log).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const read = readProfile(said.profile);
  if (read.kind === 'problems' || read.profile.target === undefined) {
    await stop();
    throw new Error(`the bundled server wrote a profile that cannot be read: ${said.profile}`);
  }
  return { address: read.profile.target, profile: read.profile, description: said.database, stop };
}

/** What the server has said once it listens. */
interface Said {
  profile: string;
  database: string;
}

async function waitUntilListening(child: ChildProcess, log: (line: string) => void): Promise<Said> {
  const said: Said = { profile: '', database: '' };
  const words: string[] = [];
  let isListening = false;
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the child has no pipes');
  createInterface(stderr).on('line', (line) => {
    // While it starts, its words are kept: they are an error if it does not, and news if it does.
    if (isListening) log(line);
    else words.push(line);
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(
          new NotStarted([`the bundled server did not start within ${START_MS / 1000} s`, ...words], null),
        ),
      START_MS,
    );
    child.once('close', (code) => {
      clearTimeout(timer);
      reject(new NotStarted(words, code));
    });
    createInterface(stdout).on('line', (line) => {
      const [, key, value] = /^(database|profile): (.*)$/.exec(line) ?? [];
      if (key === 'profile') said.profile = value ?? '';
      if (key === 'database') said.database = value ?? '';
      if (!line.startsWith('listening on ')) return;
      clearTimeout(timer);
      isListening = true;
      for (const word of words) log(word);
      resolve(said);
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}
