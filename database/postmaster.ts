import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { PROGRAM_ENV, SUPERUSER, type Workplace } from './cluster.ts';
import { askVersion } from './connection.ts';
import { DatabaseUnavailable } from './database.ts';
import { durabilityArguments } from './durability.ts';
import { freePort } from './free-port.ts';

const HOST = '127.0.0.1';
const PORT_ATTEMPTS = 5;
const START_DEADLINE_MS = 30_000;
const POLL_DEADLINE_MS = 2_000;
const POLL_MS = 20;

/** How to run the server. */
export interface PostmasterOptions {
  readonly password: string;
  /** Whether what is committed survives a crash of the machine, at the price of waiting for the disk. */
  readonly durable: boolean;
  /** Names a port of 127.0.0.1 to try; a free one unless told. */
  readonly pickPort?: () => Promise<number>;
}

/** A server that answers. */
export interface Postmaster {
  readonly url: string;
  readonly port: number;
  readonly version: string;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Asks for an immediate shutdown; nothing happens when it has ended. Killed, it would leave shared memory behind. */
  quit(): void;
}

/**
 * Starts the server on a free port and waits until it answers.
 * @throws DatabaseUnavailable with the end of the server's log, when it ends or does not answer within 30 s.
 */
export async function startPostmaster(workplace: Workplace, options: PostmasterOptions): Promise<Postmaster> {
  const pickPort = options.pickPort ?? freePort;
  for (let attempt = 1; ; attempt++) {
    const port = await pickPort();
    const server = await spawnServer(workplace, { ...options, port });
    const url = `postgres://${SUPERUSER}:${options.password}@${HOST}:${port}/postgres`;
    const version = await untilAnswer(url, server.ended);
    if (version !== undefined) return { url, port, version, ...server };
    server.quit();
    const log = await lastLines(workplace.folder.log);
    if (attempt === PORT_ATTEMPTS || !log.includes('Address already in use'))
      throw new DatabaseUnavailable(`the embedded PostgreSQL did not start; its log ends:\n${log}`);
  }
}

/** The last 20 lines of a server's log, or why there are none. */
export async function lastLines(logFile: string): Promise<string> {
  const log = await readFile(logFile, 'utf8').catch(String);
  return log.trimEnd().split('\n').slice(-20).join('\n');
}

type ServerOptions = PostmasterOptions & { readonly port: number };

async function spawnServer(
  { binaries, account, folder, watchdog }: Workplace,
  options: ServerOptions,
): Promise<Pick<Postmaster, 'ended' | 'quit'>> {
  const log = await open(folder.log, 'w');
  // Detached: in a session of its own, so that the terminal's Ctrl-C reaches us and not the database we still need.
  const child = spawn(binaries.postgres, ['-D', folder.data, ...settings(options)], {
    ...account,
    detached: true,
    cwd: folder.path,
    env: PROGRAM_ENV,
    stdio: ['ignore', log.fd, log.fd],
  });
  const ended = new Promise<void>((resolve, reject) =>
    child.once('exit', () => resolve()).once('error', reject),
  );
  watchdog.watch(child.pid);
  const forget = () => watchdog.watch(undefined);
  void ended.then(forget, forget);
  child.unref();
  await log.close();
  return { ended, quit: () => void child.kill('SIGQUIT') };
}

/** The server's settings, as arguments. */
function settings({ port, durable }: ServerOptions): string[] {
  const values = {
    listen_addresses: HOST,
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '64MB',
    // In the data directory and not in /dev/shm: a killed server leaves nothing behind, and containers keep that small.
    dynamic_shared_memory_type: 'mmap',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const fixed = Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [...fixed, ...durabilityArguments(durable)];
}

/** The version of the server once it answers; `undefined` when it ends or 30 s pass before. */
async function untilAnswer(url: string, ended: Promise<void>): Promise<string | undefined> {
  const patience = new AbortController();
  try {
    return await Promise.race([pollVersion(url, patience.signal), ended.then(() => undefined)]);
  } finally {
    patience.abort();
  }
}

async function pollVersion(url: string, patience: AbortSignal): Promise<string | undefined> {
  const deadline = performance.now() + START_DEADLINE_MS;
  while (!patience.aborted && performance.now() < deadline) {
    // Any refusal means "not yet": no listener, still starting, or a stranger on that port who knows no such password.
    const version = await askVersion(url, POLL_DEADLINE_MS).catch(() => undefined);
    if (version !== undefined) return version;
    await delay(POLL_MS);
  }
  return undefined;
}
