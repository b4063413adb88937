import { arrivalsOf, type Arrivals } from './arrivals.ts';
import type { Demand } from './demand.ts';
import type { Link } from './link.ts';
import type { OpenLoad } from './plan.ts';
import type { Recorder } from './recorder.ts';
import type { Share } from './share.ts';

export interface OpenDemandOptions {
  readonly load: OpenLoad;
  readonly share: Share;
  readonly seed: number;
  readonly startMs: number;
  readonly links: readonly Link[];
  readonly recorder: Recorder;
}

/** Commands leave when the schedule says so, on one connection after the other. */
export class OpenDemand implements Demand {
  readonly #options: OpenDemandOptions;
  readonly #arrivals: Arrivals;
  readonly #touched = new Set<Link>();
  #turn = 0;
  #isStopped = false;

  constructor(options: OpenDemandOptions) {
    this.#options = options;
    this.#arrivals = arrivalsOf(options.load, options.share, options.seed);
  }

  get isOver(): boolean {
    return this.#isStopped || this.#arrivals.nextMs === Infinity;
  }

  stop(): void {
    this.#isStopped = true;
  }

  get nextMs(): number {
    return this.#isStopped ? Infinity : this.#options.startMs + this.#arrivals.nextMs;
  }

  begin(): void {
    // The first time of the schedule is soon enough.
  }

  freed(link: Link, _commands: number, nowMs: number): void {
    if (link.pending.waiting > 0) link.flush(nowMs);
  }

  pump(nowMs: number): void {
    const { links, recorder } = this.#options;
    for (let dueMs = this.nextMs; dueMs <= nowMs; dueMs = this.nextMs) {
      const link = links[this.#turn];
      this.#turn = (this.#turn + 1) % links.length;
      this.#arrivals.advance();
      if (link === undefined) continue;
      recorder.late(dueMs, nowMs);
      if (link.pending.add(dueMs)) this.#touched.add(link);
      else recorder.unsent(dueMs);
    }
    for (const link of this.#touched) link.flush(nowMs);
    this.#touched.clear();
  }
}
