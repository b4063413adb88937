import type { Link } from './link.ts';

/**
 * One turn of the event loop. What is read in it had come before it began, so that one clock reading serves all of it;
 * what is sent for it leaves at its end, each connection's commands in one write. Reading first and writing then also
 * lets the target find several commands at once, and answer them so.
 */
export class Turn {
  readonly #now: () => number;
  readonly #onEnd: (link: Link, answered: number, nowMs: number) => void;
  readonly #links: Link[] = [];
  readonly #answered: number[] = [];
  #beganMs = 0;
  #isOn = false;

  /** @param onEnd is called for each connection that had answers, with how many; `nowMs` is when they are sent for */
  constructor(now: () => number, onEnd: (link: Link, answered: number, nowMs: number) => void) {
    this.#now = now;
    this.#onEnd = onEnd;
  }

  /** When it began; begins one where there is none. */
  get nowMs(): number {
    if (!this.#isOn) {
      this.#isOn = true;
      this.#beganMs = this.#now();
      setImmediate(this.#end);
    }
    return this.#beganMs;
  }

  /** So many commands of a connection have been answered in it. */
  answered(link: Link, commands: number): void {
    this.#links.push(link);
    this.#answered.push(commands);
  }

  readonly #end = (): void => {
    const nowMs = this.#now();
    this.#isOn = false;
    for (let at = 0; at < this.#links.length; at += 1) {
      const link = this.#links[at];
      if (link !== undefined) this.#onEnd(link, this.#answered[at] ?? 0, nowMs);
    }
    this.#links.length = 0;
    this.#answered.length = 0;
  };
}
