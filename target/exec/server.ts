import { setTimeout as delay } from 'node:timers/promises';
import type { Mask } from '../../wire/mask.ts';
import type { Death, Lifeline, Restart } from '../lifeline.ts';
import { showAddress, type Address } from '../profile.ts';
import type { Launch } from './launch.ts';
import { NotUp, startLife, type Life } from './life.ts';
import { isTaken } from './ready.ts';
import { endingWords, maskedWords } from './words.ts';

/** Where a server listens: where it was told to once and for all, or on a free port of this machine for each life. */
export type Place = { readonly kind: 'fixed'; readonly address: Address } | { readonly kind: 'free' };

export interface ServerOptions {
  readonly launch: Omit<Launch, 'command'> & Required<Pick<Launch, 'command'>>;
  readonly place: Place;
  /** Its whole environment, by the port that it is to take. */
  readonly env: (port: number) => Readonly<Record<string, string | undefined>>;
  /** Hides what must not be told of what it says. */
  readonly mask: Mask;
  readonly log: (line: string) => void;
  /** Ends the waiting for a start. */
  readonly signal: AbortSignal;
}

/** A server under test that runs, or can be made to. */
export interface Server extends Lifeline {
  /** Ends it with all that it has started. May be called again. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 25;
/** A process that dumps core is not gone before it has. */
const DYING_MS = 3000;

/**
 * Starts a server and waits until it is ready.
 * @throws NotUp
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  let life = await startLife(options);
  let starting: Promise<unknown> = Promise.resolve();

  const startAgain = async (): Promise<Restart> => {
    await life.program.end();
    try {
      life = await startLife(options);
      return { kind: 'up' };
    } catch (error) {
      if (error instanceof NotUp) return { kind: 'down', why: error.lines.join('; ') };
      throw error;
    }
  };
  return {
    get address() {
      return life.address;
    },
    death: (withinMs) => deathOf(life, { withinMs, mask: options.mask }),
    autopsy: async () =>
      (await deathOf(life, { withinMs: DYING_MS, mask: options.mask })) ?? undead(life, options.mask),
    restart: () => {
      const restarted = startAgain();
      starting = restarted;
      return restarted;
    },
    stop: async () => {
      await starting.catch(() => undefined);
      await life.program.end();
    },
  };
}

async function deathOf(
  { program }: Life,
  { withinMs, mask }: { withinMs: number; mask: Mask },
): Promise<Death | undefined> {
  const untilMs = performance.now() + withinMs;
  for (;;) {
    const ending = program.ending();
    if (ending !== undefined) {
      // Its last words may still be on their way.
      await program.ended;
      return { how: endingWords(ending), said: maskedWords(program, mask) };
    }
    if (performance.now() >= untilMs) return undefined;
    await delay(LOOK_EVERY_MS);
  }
}

function undead({ program, address }: Life, mask: Mask): Death {
  const how =
    isTaken(address) === false
      ? `its command still runs, but nothing listens on ${showAddress(address)}`
      : 'it still runs, but no new connection can log in';
  return { how, said: maskedWords(program, mask) };
}
