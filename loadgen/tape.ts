import { frameOf, NUMBER_DIGITS, type Frame, type FrameStyle } from './frames.ts';
import type { FrameSource } from './frame-source.ts';
import { cycleOf } from './mix.ts';
import type { CommandKind, Plan } from './plan.ts';
import type { Random } from './random.ts';

/** A shorter tape would go round all the time; a longer one would not stay in the cache of a processor. */
const FEWEST_FRAMES = 16;

/** The last digits of a number tell the place on the tape, those before them how often it has gone round. */
const PLACE_DIGITS = 4;
const MOST_FRAMES = 10 ** PLACE_DIGITS;
const ROUND_DIGITS = NUMBER_DIGITS - PLACE_DIGITS;

/**
 * Frames prepared ahead, in one stretch of memory, so that any number of them goes out as one write without being
 * copied. It goes round; the contents of messages get a new number each time. For commands that need nothing from an
 * answer: sends and polls.
 */
export class Tape implements FrameSource {
  readonly kinds: readonly CommandKind[];
  kindsFrom = 0;
  readonly lap: number;
  taken = 0;
  readonly #bytes: Buffer;
  /** Each frame by itself: a view is dear to make, and one frame is what is taken most. */
  readonly #singles: readonly Uint8Array[];
  /** Where each frame begins, and behind the last one the end. */
  readonly #starts: number[];
  /** Where the digits of each frame end that tell the round; 0 where there are none. */
  readonly #rounds: number[];
  #next = 0;
  #isFirstRound = true;

  /** @param frames at least two for each command that may be on its way; numbered from 0 */
  constructor(frames: readonly Frame[]) {
    this.kinds = frames.map(({ kind }) => kind);
    this.lap = frames.length;
    this.#bytes = Buffer.concat(frames.map(({ bytes }) => bytes));
    this.#starts = [0];
    this.#rounds = [];
    for (const { bytes, numberAt } of frames) {
      const start = this.#starts.at(-1) ?? 0;
      this.#rounds.push(numberAt === -1 ? 0 : start + numberAt + ROUND_DIGITS);
      this.#starts.push(start + bytes.length);
    }
    this.#singles = frames.map((_, at) => this.#bytes.subarray(this.#starts[at], this.#starts[at + 1]));
  }

  take(most: number): Uint8Array {
    const first = this.#next;
    const end = Math.min(first + most, this.kinds.length);
    if (!this.#isFirstRound)
      for (let at = first; at < end; at += 1) countUp(this.#bytes, this.#rounds[at] ?? 0);
    this.kindsFrom = first;
    this.taken = end - first;
    this.#next = end === this.kinds.length ? 0 : end;
    if (this.#next === 0) this.#isFirstRound = false;
    const single = end - first === 1 ? this.#singles[first] : undefined;
    return single ?? this.#bytes.subarray(this.#starts[first], this.#starts[end]);
  }

  remember(): void {
    // Nothing here is about a message that was sent before.
  }
}

/** The number in the content of a user's command, which is counted from 0, where frames go round behind `lap` of them. */
export function numberOf(command: number, lap: number): number {
  return lap === Infinity ? command : Math.floor(command / lap) * MOST_FRAMES + (command % lap);
}

/** Adds one to the decimal digits that end before `end`; nines become zeros. Nothing where `end` is 0. */
function countUp(bytes: Uint8Array, end: number): void {
  for (let at = end - 1; at >= Math.max(0, end - ROUND_DIGITS); at -= 1) {
    const digit = bytes[at] ?? 0;
    bytes[at] = digit === NINE ? ZERO : digit + 1;
    if (digit !== NINE) return;
  }
}

const ZERO = 0x30;
const NINE = 0x39;

/** The frames of a tape: whole cycles of the mix, enough for `depth` commands on their way. */
export function tapeFrames(
  { mix, size }: Plan,
  { style, depth, random }: { style: FrameStyle; depth: number; random: Random },
): Frame[] {
  const frames: Frame[] = [];
  while (frames.length < Math.max(2 * depth, FEWEST_FRAMES))
    for (const kind of cycleOf(mix, random))
      frames.push(frameOf(kind, style, { number: frames.length, size: sizeIn(size, random) }));
  if (frames.length > MOST_FRAMES) throw new RangeError(`a tape of ${frames.length} frames is too long`);
  return frames;
}

/** A length between both ends, drawn evenly. */
export function sizeIn({ from, to }: Plan['size'], random: Random): number {
  return from + Math.floor(random() * (to - from + 1));
}
