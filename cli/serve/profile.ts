import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { thisProcess } from '../../database/owner.ts';
import { OWNER_FILE, RUN_FOLDER_PREFIX, temporaryFolders } from '../../database/run-folder.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import type { ServerOptions } from '../../server/options.ts';
import type { Account } from '../../server/store/accounts.ts';

/** What a checker needs to know about a running server. */
export interface Served {
  readonly options: ServerOptions;
  readonly port: number;
  readonly accounts: readonly Account[];
  /** The URL of the database and schema it keeps its messages in. */
  readonly database: string;
}

/** How much earlier than the server's own idle time a checker should have gone on. */
const IDLE_MARGIN_MS = 500;

/** The profile of a server, as YAML. */
export function profileOf({ options, port, accounts, database }: Served): string {
  return stringify({
    target: `${reachable(options.host)}:${port}`,
    limits: {
      'messages-per-minute': options.maxMessagesPerMinutes,
      'messages-per-hour': options.maxMessagesPerHours,
      'message-length': options.maxMessageLength,
      'minute-ms': options.minuteMs,
      'hour-ms': options.hourMs,
    },
    timing: {
      'answer-ms': 2000,
      'idle-ms': Math.max(1, options.idleMs - IDLE_MARGIN_MS),
      'release-ms': 2000,
    },
    database,
    accounts: accounts.map(({ id, role, token }) => ({ id, role, token })),
  });
}

/** Writes a file that only its owner may read, since tokens are passwords. */
export async function writeSecret(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    // A file that was there already keeps its mode otherwise.
    await file.chmod(0o600);
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

/** A new folder for a profile, and how to remove it. It says whose it is: a later run sweeps up behind a killed one. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await makeFolder();
  await writeFile(join(path, OWNER_FILE), JSON.stringify(thisProcess()));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function makeFolder(): Promise<string> {
  const failures: unknown[] = [];
  for (const parent of temporaryFolders()) {
    try {
      return await mkdtemp(join(parent, RUN_FOLDER_PREFIX));
    } catch (error) {
      failures.push(error);
    }
  }
  const why = failures.map(String).join('; ');
  throw new Failure(EXIT.cannotRun, [
    `no temporary folder can be written to: ${why}`,
    'set TMPDIR to one that can',
  ]);
}

/** Where a server that listens everywhere is reached from here, and IPv6 in its brackets. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
