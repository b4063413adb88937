import { frameOf, NUMBER_DIGITS, renumber, type Frame, type FrameStyle } from './frames.ts';
import type { FrameSource } from './frame-source.ts';
import { cycleOf } from './mix.ts';
import type { CommandKind, Plan } from './plan.ts';
import type { Random } from './random.ts';

/** A shorter tape would go round all the time. */
const FEWEST_FRAMES = 64;

/**
 * Frames prepared ahead, in one stretch of memory, so that any number of them goes out as one write without being
 * copied. It goes round; the contents of messages get a new number each time. For commands that need nothing from an
 * answer: sends and polls.
 */
export class Tape implements FrameSource {
  readonly kinds: readonly CommandKind[];
  kindsFrom = 0;
  taken = 0;
  readonly #bytes: Buffer;
  /** Where each frame begins, and behind the last one the end. */
  readonly #starts: number[];
  readonly #numbersAt: number[];
  #next = 0;
  #number = 0;

  /** @param frames at least two for each command that may be on its way */
  constructor(frames: readonly Frame[]) {
    this.kinds = frames.map(({ kind }) => kind);
    this.#bytes = Buffer.concat(frames.map(({ bytes }) => bytes));
    this.#starts = [0];
    this.#numbersAt = [];
    for (const { bytes, numberAt } of frames) {
      const start = this.#starts.at(-1) ?? 0;
      this.#numbersAt.push(numberAt === -1 ? -1 : start + numberAt);
      this.#starts.push(start + bytes.length);
    }
  }

  take(most: number): Uint8Array {
    const first = this.#next;
    const end = Math.min(first + most, this.kinds.length);
    for (let at = first; at < end; at += 1) {
      const numberAt = this.#numbersAt[at] ?? -1;
      if (numberAt >= 0) renumber(this.#bytes, numberAt, this.#number);
      this.#number = (this.#number + 1) % 10 ** NUMBER_DIGITS;
    }
    this.kindsFrom = first;
    this.taken = end - first;
    this.#next = end === this.kinds.length ? 0 : end;
    return this.#bytes.subarray(this.#starts[first], this.#starts[end]);
  }

  remember(): void {
    // Nothing here is about a message that was sent before.
  }
}

/** The frames of a tape: whole cycles of the mix, enough for `depth` commands on their way. */
export function tapeFrames(
  { mix, size }: Plan,
  { style, depth, random }: { style: FrameStyle; depth: number; random: Random },
): Frame[] {
  const frames: Frame[] = [];
  while (frames.length < Math.max(2 * depth, FEWEST_FRAMES))
    for (const kind of cycleOf(mix, random))
      frames.push(frameOf(kind, style, { number: 0, size: sizeIn(size, random) }));
  return frames;
}

/** A length between both ends, drawn evenly. */
export function sizeIn({ from, to }: Plan['size'], random: Random): number {
  return from + Math.floor(random() * (to - from + 1));
}
