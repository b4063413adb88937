import { frameOf, type FrameStyle } from './frames.ts';
import type { FrameSource } from './frame-source.ts';
import { cycleOf } from './mix.ts';
import type { CommandKind, Plan } from './plan.ts';
import type { Random } from './random.ts';
import { sizeIn } from './tape.ts';

/** As many ids as are worth keeping of a user who sends more than it deletes. */
const MOST_IDS = 256;

/**
 * Frames made when they are needed: for updates and deletions, which name a message of the user's own. As long as there
 * is none, a message is sent in their place.
 */
export class FrameMaker implements FrameSource {
  kinds: readonly CommandKind[] = [];
  readonly kindsFrom = 0;
  readonly lap = Infinity;
  taken = 0;
  readonly #plan: Plan;
  readonly #style: FrameStyle;
  readonly #random: Random;
  readonly #ids: number[] = [];
  #cycle: CommandKind[] = [];
  #number = 0;

  constructor(plan: Plan, style: FrameStyle, random: Random) {
    this.#plan = plan;
    this.#style = style;
    this.#random = random;
  }

  take(most: number): Uint8Array {
    const made = Array.from({ length: most }, () => this.#make());
    this.kinds = made.map(({ kind }) => kind);
    this.taken = most;
    return Buffer.concat(made.map(({ bytes }) => bytes));
  }

  remember(messageId: number): void {
    this.#ids.push(messageId);
    if (this.#ids.length > MOST_IDS) this.#ids.shift();
  }

  #make() {
    if (this.#cycle.length === 0) this.#cycle = cycleOf(this.#plan.mix, this.#random);
    const wanted = this.#cycle.pop() ?? 'send';
    const messageId = this.#messageFor(wanted);
    const kind = needsMessage(wanted) && messageId === undefined ? 'send' : wanted;
    const size = sizeIn(this.#plan.size, this.#random);
    return frameOf(kind, this.#style, { number: this.#number++, size, messageId });
  }

  /** A message can be updated again, and deleted once. */
  #messageFor(kind: CommandKind): number | undefined {
    if (kind === 'delete') return this.#ids.shift();
    return kind === 'update' ? this.#ids.at(-1) : undefined;
  }
}

/** Whether a command is about a message that was sent before. */
export function needsMessage(kind: CommandKind): boolean {
  return kind === 'update' || kind === 'delete';
}
