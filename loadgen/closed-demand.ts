import type { Demand } from './demand.ts';
import type { Link } from './link.ts';
import type { ClosedLoad } from './plan.ts';
import type { Random } from './random.ts';

export interface ClosedDemandOptions {
  readonly load: ClosedLoad;
  /** How many commands this share may send once the warm-up is over; infinite unless the plan counts them. */
  readonly requests: number;
  readonly startMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly links: readonly Link[];
  readonly random: Random;
}

/** Each connection sends again once it has been answered, and has thought. */
export class ClosedDemand implements Demand {
  readonly #options: ClosedDemandOptions;
  /** Who thinks, and until when; whoever began first is done first, since all think equally long. */
  readonly #thinking: { link: Link; untilMs: number }[] = [];
  #head = 0;
  #left: number;
  #isOver = false;

  constructor(options: ClosedDemandOptions) {
    this.#options = options;
    this.#left = options.requests;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get nextMs(): number {
    return this.#next?.untilMs ?? Infinity;
  }

  stop(): void {
    this.#isOver = true;
  }

  /** Users who think do not begin in step. */
  begin(): void {
    const { links, load, startMs, random } = this.#options;
    const first = links.flatMap((link) =>
      Array.from({ length: load.depth }, () => ({ link, untilMs: startMs + random() * load.thinkMs })),
    );
    this.#thinking.push(...first.sort((a, b) => a.untilMs - b.untilMs));
  }

  freed(link: Link, commands: number, nowMs: number): void {
    const { thinkMs } = this.#options.load;
    for (let freed = 0; freed < commands; freed += 1)
      if (thinkMs === 0) this.#add(link, nowMs);
      else this.#thinking.push({ link, untilMs: nowMs + thinkMs });
    link.flush(nowMs);
  }

  pump(nowMs: number): void {
    for (let next = this.#next; next !== undefined && next.untilMs <= nowMs; next = this.#next) {
      this.#head += 1;
      this.#add(next.link, nowMs);
      next.link.flush(nowMs);
      this.#forget();
    }
  }

  get #next(): { link: Link; untilMs: number } | undefined {
    return this.#isOver ? undefined : this.#thinking[this.#head];
  }

  #add(link: Link, nowMs: number): void {
    if (nowMs >= this.#options.toMs) this.#isOver = true;
    if (nowMs >= this.#options.fromMs && --this.#left < 0) this.#isOver = true;
    if (!this.#isOver) link.pending.add(nowMs);
  }

  /** Now and then, so that it costs nothing to speak of. */
  #forget(): void {
    if (this.#head < 1024 || this.#head * 2 < this.#thinking.length) return;
    this.#thinking.splice(0, this.#head);
    this.#head = 0;
  }
}
