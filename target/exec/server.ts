import { statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { escapeBytes } from '../../wire/escape.ts';
import type { Mask } from '../../wire/mask.ts';
import type { Death, Lifeline, Restart } from '../lifeline.ts';
import { showAddress, type Address } from '../profile.ts';
import { commandFor } from './environment.ts';
import type { Launch } from './launch.ts';
import { listeners, processesMarked, socketsOf } from './processes.ts';
import { startProgram, type Program } from './program.ts';
import { accepts, isTaken, untilReady, type Readiness } from './ready.ts';
import { endingWords, lastWords, latenessWords } from './words.ts';

export interface ServerOptions {
  readonly launch: Omit<Launch, 'command'> & Required<Pick<Launch, 'command'>>;
  /** Where it is going to listen. */
  readonly address: Address;
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hides what must not be told of what it says. */
  readonly mask: Mask;
  /** Ends the waiting for a start. */
  readonly signal: AbortSignal;
}

/** A server under test that runs, or can be made to. */
export interface Server extends Lifeline {
  /** Ends it with all that it has started. May be called again. */
  stop(): Promise<void>;
}

/** The server did not come up: why, with what it said and what to do, one a line. */
export class NotUp extends Error {
  override readonly name = 'NotUp';
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** So many of its last lines are told. */
const TOLD_LINES = 10;
const LOOK_EVERY_MS = 25;
/** The kernel may take a moment to give up a port whose owner has ended. */
const PORT_FREE_MS = 2000;

/**
 * Starts a server and waits until it is ready.
 * @throws NotUp
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  let program = await start(options);
  const said = (): string[] => wordsOf(program, options.mask);
  const death = async (withinMs: number): Promise<Death | undefined> => {
    const untilMs = performance.now() + withinMs;
    for (;;) {
      const ending = program.ending();
      if (ending !== undefined) await program.ended;
      if (ending !== undefined) return { how: endingWords(ending), said: said() };
      if (performance.now() >= untilMs) return undefined;
      await delay(LOOK_EVERY_MS);
    }
  };
  return {
    death,
    autopsy: async () => (await death(DYING_MS)) ?? { how: undeadWords(options.address), said: said() },
    restart: async (): Promise<Restart> => {
      await program.end();
      try {
        program = await start(options);
        return { kind: 'up' };
      } catch (error) {
        if (error instanceof NotUp) return { kind: 'down', why: error.lines.join('; ') };
        throw error;
      }
    },
    stop: () => program.end(),
  };
}

/** A process that dumps core is not gone before it has. */
const DYING_MS = 3000;

async function start(options: ServerOptions): Promise<Program> {
  const { launch, address, env, signal } = options;
  if (!isFolder(launch.cwd)) throw new NotUp([`cwd: ${launch.cwd} is no folder`]);
  await untilFree(address);
  const command = commandFor(launch.command, address.port);
  const program = startProgram({ ...launch, command, env });
  const readiness = await untilReady(program, { ...launch, address, deadlineMs: launch.startMs, signal });
  if (readiness.kind === 'ready') return program;
  const lines = failureWords(readiness, { program, options });
  await program.end();
  throw new NotUp(lines);
}

/** Whoever else listened there would be taken for the server under test. */
async function untilFree(address: Address): Promise<void> {
  const untilMs = performance.now() + PORT_FREE_MS;
  while (isTaken(address) ?? (await accepts(address))) {
    if (performance.now() > untilMs)
      throw new NotUp([
        `something listens on ${showAddress(address)} already, before the server was started`,
        'end it, or choose another port with --target; without --target a free one is taken',
      ]);
    await delay(LOOK_EVERY_MS);
  }
}

function failureWords(
  readiness: Exclude<Readiness, { kind: 'ready' }>,
  { program, options }: { program: Program; options: ServerOptions },
): string[] {
  const said = wordsOf(program, options.mask);
  switch (readiness.kind) {
    case 'ended':
      return [`the server ended before it was ready: ${endingWords(readiness.ending)}`, ...lastWords(said)];
    case 'late':
      return latenessWords({ ...options.launch, address: options.address, ports: portsOf(program), said });
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

function wordsOf(program: Program, mask: Mask): string[] {
  return program.lastLines(TOLD_LINES).map((line) => escapeBytes(Buffer.from(line), { mask, limit: 300 }));
}

function undeadWords(address: Address): string {
  return isTaken(address) === false
    ? `its command still runs, but nothing listens on ${showAddress(address)} any more`
    : 'it still runs, but answers nobody';
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
