import type { Random } from './random.ts';

/** So many connections are made at once: enough to be quick, and no storm. */
const MOST_AT_ONCE = 32;
/** How often one connection is tried in a row before the target is given up. */
const MOST_TRIES = 6;
/** How long is waited after the first failure; then twice as long each time. Three seconds in all. */
export const RETRY_MS = 100;

/** What is brought up. */
export interface Dialled {
  dial(): void;
}

export interface DialerOptions {
  /** How many connections there are; all together may be lost twice, and ten times more. */
  readonly links: number;
  readonly random: Random;
  /** `RETRY_MS`, unless somebody cannot wait. */
  readonly retryMs: number;
  /** The target is given up. */
  readonly onGivenUp: (reason: string) => void;
}

/** Brings connections up, and up again, with growing waits and a bound: a target that dies is not stormed. */
export class Dialer {
  /** How many have come up again. */
  reconnects = 0;
  readonly #options: DialerOptions;
  readonly #queue: Dialled[] = [];
  readonly #dialing = new Set<Dialled>();
  readonly #tries = new Map<Dialled, number>();
  readonly #known = new Set<Dialled>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #left: number;
  #isStopped = false;

  constructor(options: DialerOptions) {
    this.#options = options;
    this.#left = 2 * options.links + 10;
  }

  bringUp(links: readonly Dialled[]): void {
    this.#queue.push(...links);
    this.#next();
  }

  isUp(link: Dialled): void {
    this.#dialing.delete(link);
    this.#tries.delete(link);
    if (this.#known.has(link)) this.reconnects += 1;
    this.#known.add(link);
    this.#next();
  }

  /** Tries again after a while, unless it has been enough. */
  isDown(link: Dialled, reason: string): void {
    if (this.#isStopped) return;
    const wasUp = !this.#dialing.delete(link);
    const tries = (this.#tries.get(link) ?? 0) + 1;
    this.#tries.set(link, tries);
    if (wasUp) this.#left -= 1;
    if (tries >= MOST_TRIES) this.#options.onGivenUp(`${reason} (tried ${tries} times)`);
    else if (this.#left < 0) this.#options.onGivenUp(`${reason} (connections were lost again and again)`);
    else this.#later(link, waitMs(tries, this.#options));
  }

  /** Nothing is tried any more. */
  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#queue.length = 0;
  }

  #later(link: Dialled, ms: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.bringUp([link]);
    }, ms);
    this.#timers.add(timer);
    this.#next();
  }

  #next(): void {
    while (this.#dialing.size < MOST_AT_ONCE) {
      const link = this.#queue.shift();
      if (link === undefined) return;
      this.#dialing.add(link);
      link.dial();
    }
  }
}

/** Give or take a quarter, so that connections that were lost together do not come back together. */
function waitMs(tries: number, { retryMs, random }: DialerOptions): number {
  return retryMs * 2 ** (tries - 1) * (0.75 + random() / 2);
}
