/** How a generator waits for the time of its next command. `spin` asks the clock all the time, and keeps a core busy. */
export type Pacing = 'spin' | 'timer';

export interface Machine {
  readonly cores: number;
  readonly workers: number;
  /** Whether the target runs on the same machine. */
  readonly isLocal: boolean;
}

/** Spins only where every worker has a core to itself, and the target and this thread one each. */
export function pacingFor({ cores, workers, isLocal }: Machine): Pacing {
  return cores >= workers + 1 + (isLocal ? 2 : 0) ? 'spin' : 'timer';
}

/** A timer may be late by as much; the rest of the way is spun. */
const SPIN_MS = 2;

/** What is to be paced. */
export interface Paced {
  /** When something is due next; infinite for never. */
  readonly nextMs: number;
  /** Does what is due. */
  pump(nowMs: number): void;
}

/** Calls `pump` whenever something is due, and at least as often as timers go, until it is stopped. */
export class Pacer {
  readonly #paced: Paced;
  readonly #now: () => number;
  readonly #pacing: Pacing;
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #dueMs = Infinity;
  #isStopped = false;

  constructor(paced: Paced, { now, pacing }: { now: () => number; pacing: Pacing }) {
    this.#paced = paced;
    this.#now = now;
    this.#pacing = pacing;
  }

  /** Something is due at that time, maybe earlier than was known. */
  expect(dueMs: number): void {
    if (dueMs >= this.#dueMs || this.#isStopped) return;
    this.#cancel();
    this.#wait(dueMs, this.#now());
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  readonly #tick = (): void => {
    const nowMs = this.#now();
    this.#dueMs = Infinity;
    this.#paced.pump(nowMs);
    this.#wait(this.#paced.nextMs, nowMs);
  };

  #wait(dueMs: number, nowMs: number): void {
    this.#dueMs = dueMs;
    if (dueMs === Infinity) return;
    const waitMs = dueMs - nowMs;
    if (this.#pacing === 'timer') this.#timer = setTimeout(this.#tick, Math.max(1, Math.floor(waitMs)));
    else if (waitMs > SPIN_MS) this.#timer = setTimeout(this.#tick, Math.floor(waitMs - SPIN_MS / 2));
    else this.#immediate = setImmediate(this.#tick);
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
  }
}
