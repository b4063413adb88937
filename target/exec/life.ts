import { statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../database/free-port.ts';
import { showAddress, type Address } from '../profile.ts';
import { commandFor } from './environment.ts';
import { lingers, listeners, processesMarked, socketsOf } from './processes.ts';
import { startProgram, type Ending, type Program } from './program.ts';
import { accepts, isTaken, untilReady, type Readiness } from './ready.ts';
import type { ServerOptions } from './server.ts';
import { endingWords, lastWords, latenessWords, maskedWords } from './words.ts';

/** A server from a start to its end. */
export interface Life {
  readonly program: Program;
  readonly address: Address;
}

/** The server did not come up: why, with what it said and what to do, one a line. */
export class NotUp extends Error {
  override readonly name = 'NotUp';
  readonly lines: readonly string[];
  /** Whether the program itself gave up, as it does when it cannot have its port. */
  readonly gaveUp: boolean;

  constructor(lines: readonly string[], { gaveUp = false } = {}) {
    super(lines.join('\n'));
    this.lines = lines;
    this.gaveUp = gaveUp;
  }
}

const HOST = '127.0.0.1';
const LOOK_EVERY_MS = 25;
/** The kernel may take a moment to give up a port whose owner has ended. */
const PORT_FREE_MS = 2000;
/** Connections that have ended linger for 60 s. */
const LINGER_MS = 65_000;

/**
 * Starts a server and waits until it is ready.
 * @throws NotUp
 */
export async function startLife(options: ServerOptions): Promise<Life> {
  const { launch, place } = options;
  if (!isFolder(launch.cwd)) throw new NotUp([`cwd: ${launch.cwd} is no folder`]);
  if (place.kind === 'free') return startAt({ host: HOST, port: await freePort() }, options);
  const { address } = place;
  await untilFree(address);
  try {
    return await startAt(address, options);
  } catch (error) {
    if (!(error instanceof NotUp) || !error.gaveUp || !lingers(address.port)) throw error;
    options.log(
      `the server did not start while former connections linger on port ${address.port} (does it set SO_REUSEADDR?): ` +
        'trying again when they have gone, in a minute at most; without a fixed port, each start takes a free one',
    );
    await untilGone(address, options.signal);
    return startAt(address, options);
  }
}

async function startAt(address: Address, options: ServerOptions): Promise<Life> {
  const { launch, env, signal } = options;
  const command = commandFor(launch.command, address.port);
  const program = startProgram({ ...launch, command, env: env(address.port) });
  const readiness = await untilReady(program, { ...launch, address, deadlineMs: launch.startMs, signal });
  if (readiness.kind === 'ready') return { program, address };
  const lines = failureWords(readiness, { life: { program, address }, options });
  await program.end();
  throw new NotUp(lines, { gaveUp: readiness.kind === 'ended' && givesUp(readiness.ending) });
}

/** A status of its own choice: neither a good one, nor a shell that finds no program. */
function givesUp(ending: Ending): boolean {
  return ending.kind === 'exit' && ending.status > 0 && ending.status < 126;
}

/** Whoever else listened there would be taken for the server under test. */
async function untilFree(address: Address): Promise<void> {
  const untilMs = performance.now() + PORT_FREE_MS;
  while (isTaken(address) ?? (await accepts(address))) {
    if (performance.now() > untilMs)
      throw new NotUp([
        `something listens on ${showAddress(address)} already, before the server was started`,
        'end it, or choose another port with --target; without a target a free port is taken',
      ]);
    await delay(LOOK_EVERY_MS);
  }
}

async function untilGone({ port }: Address, signal: AbortSignal): Promise<void> {
  const untilMs = performance.now() + LINGER_MS;
  while (lingers(port) && performance.now() < untilMs && !signal.aborted) await delay(LOOK_EVERY_MS * 10);
}

function failureWords(
  readiness: Exclude<Readiness, { kind: 'ready' }>,
  { life, options }: { life: Life; options: ServerOptions },
): string[] {
  const said = maskedWords(life.program, options.mask);
  switch (readiness.kind) {
    case 'ended':
      return [`the server ended before it was ready: ${endingWords(readiness.ending)}`, ...lastWords(said)];
    case 'late':
      return latenessWords({ ...options.launch, address: life.address, ports: portsOf(life.program), said });
    case 'aborted':
      return ['interrupted before the server was ready'];
  }
}

/** The ports that its processes listen on. */
function portsOf({ marker }: Program): number[] {
  const sockets = new Set(processesMarked(marker).flatMap(socketsOf));
  const own = (listeners() ?? []).filter(({ inode }) => sockets.has(inode));
  return [...new Set(own.map(({ port }) => port))];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
