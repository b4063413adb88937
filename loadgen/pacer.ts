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

/** Calls `pump` whenever something is due, and at least as often as timers go, until it is stopped. */
export class Pacer {
  readonly #pump: (nowMs: number) => number;
  readonly #now: () => number;
  readonly #pacing: Pacing;
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #isStopped = true;

  /** @param pump does what is due and returns when something is due next; infinite for never */
  constructor(pump: (nowMs: number) => number, { now, pacing }: { now: () => number; pacing: Pacing }) {
    this.#pump = pump;
    this.#now = now;
    this.#pacing = pacing;
  }

  start(): void {
    this.#isStopped = false;
    this.#tick();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
  }

  readonly #tick = (): void => {
    if (this.#isStopped) return;
    const nowMs = this.#now();
    const dueMs = this.#pump(nowMs);
    if (dueMs === Infinity) return;
    const waitMs = dueMs - nowMs;
    if (this.#pacing === 'timer') this.#timer = setTimeout(this.#tick, Math.max(1, Math.floor(waitMs)));
    else if (waitMs > SPIN_MS) this.#timer = setTimeout(this.#tick, Math.floor(waitMs - SPIN_MS / 2));
    else this.#immediate = setImmediate(this.#tick);
  };
}
