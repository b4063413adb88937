import type { CommandKind } from './plan.ts';

/** The most commands that are kept waiting on one connection; a target that takes none for so long gets no more. */
const MOST_WAITING = 2 ** 16;

/**
 * The commands of one connection that are not answered: those on their way, oldest first, then those that wait to be
 * sent. A ring, so that nothing is made or moved for a command.
 */
export class Pending {
  #intendedMs = new Float64Array(8);
  #sentMs = new Float64Array(8);
  #kinds: CommandKind[] = [];
  #mask = 7;
  /** Counted from the first command ever: answered, sent, and all. */
  #answered = 0;
  #sent = 0;
  #all = 0;

  get onTheirWay(): number {
    return this.#sent - this.#answered;
  }

  get waiting(): number {
    return this.#all - this.#sent;
  }

  /** When the oldest command on its way was meant to leave, and left, and what it is; only while there is one. */
  get intendedMs(): number {
    return this.#intendedMs[this.#answered & this.#mask] ?? 0;
  }

  get sentMs(): number {
    return this.#sentMs[this.#answered & this.#mask] ?? 0;
  }

  get kind(): CommandKind {
    return this.#kinds[this.#answered & this.#mask] ?? 'send';
  }

  /** When the oldest command that waits was meant to leave. */
  get nextIntendedMs(): number {
    return this.#intendedMs[this.#sent & this.#mask] ?? 0;
  }

  /** Lets one more command wait. False when there are too many already. */
  add(intendedMs: number): boolean {
    if (this.#all - this.#answered > this.#mask && !this.#grow()) return false;
    this.#intendedMs[this.#all & this.#mask] = intendedMs;
    this.#all += 1;
    return true;
  }

  /** The command that has waited longest leaves. */
  send(kind: CommandKind, nowMs: number): void {
    const at = this.#sent & this.#mask;
    this.#sentMs[at] = nowMs;
    this.#kinds[at] = kind;
    this.#sent += 1;
  }

  /** The oldest command on its way is done with. */
  answer(): void {
    this.#answered += 1;
  }

  /** The command that has waited longest is given up. */
  giveUp(): void {
    // Only when none is on its way: the ring has no room for holes.
    this.#sent += 1;
    this.#answered += 1;
  }

  #grow(): boolean {
    const size = (this.#mask + 1) * 2;
    if (size > MOST_WAITING) return false;
    const intendedMs = new Float64Array(size);
    const sentMs = new Float64Array(size);
    const kinds: CommandKind[] = [];
    for (let number = this.#answered; number < this.#all; number += 1) {
      const at = number & (size - 1);
      intendedMs[at] = this.#intendedMs[number & this.#mask] ?? 0;
      sentMs[at] = this.#sentMs[number & this.#mask] ?? 0;
      kinds[at] = this.#kinds[number & this.#mask] ?? 'send';
    }
    this.#intendedMs = intendedMs;
    this.#sentMs = sentMs;
    this.#kinds = kinds;
    this.#mask = size - 1;
    return true;
  }
}
