import { performance } from 'node:perf_hooks';
import type { Connection } from '../wire/connection.ts';
import type { Timing } from '../target/profile.ts';
import type { Speech } from './dialect/speech.ts';
import type { Learnt } from './learnt.ts';
import type { Answer, Reply } from './played.ts';
import { Responses } from './responses.ts';

/** A line of a response that is longer than this many answer times in coming is no longer waited for. */
const CAP_ANSWER_TIMES = 5;

/** What is known of the way the peer answers. */
export interface Manners {
  readonly learnt: Learnt;
  readonly timing: Timing;
  readonly speech: Pick<Speech, 'data'>;
}

/**
 * The responses on one connection. A response has no terminator: it begins with its status line, and whatever data
 * lines follow belong to it until the next status line. What comes while nothing is awaited is kept as unasked.
 */
export class Channel {
  readonly connection: Connection;
  readonly #learnt: Learnt;
  readonly #timing: Timing;
  readonly #responses: Responses;
  /** How many of the replies `answer` has handed out. */
  #taken = 0;
  #sentAtMs = performance.now();
  /** The longest to wait for all answers to what was sent last, however slowly they come. */
  #capMs = 0;

  constructor(connection: Connection, { learnt, timing, speech }: Manners) {
    this.#responses = new Responses(speech);
    this.connection = connection;
    this.#learnt = learnt;
    this.#timing = timing;
  }

  /** Every response awaited so far, in order. */
  get replies(): readonly Reply[] {
    return this.#responses.awaited;
  }

  /** Responses that no command was waiting for. */
  get unasked(): readonly Reply[] {
    return this.#responses.unasked;
  }

  /** Lines in front of the first response that are no status. */
  get stray(): readonly string[] {
    return this.#responses.stray;
  }

  /** Sends segments with a pause between them, and awaits `answers` further responses from now on. */
  async send(
    segments: readonly Uint8Array[],
    { answers, pauseMs }: { answers: number; pauseMs: number },
  ): Promise<void> {
    if (this.replies.length > 0 && (this.#learnt.repeatsItself || !this.#learnt.responseNewline))
      await this.quiet();
    this.pull();
    this.#responses.await(answers);
    this.#capMs = CAP_ANSWER_TIMES * this.#timing.answerMs * Math.max(1, answers);
    for (const [index, segment] of segments.entries()) {
      if (index > 0) await pause(pauseMs);
      this.#sentAtMs = performance.now();
      await this.connection.write(segment, this.#sentAtMs + this.#timing.answerMs);
    }
    this.#sentAtMs = performance.now();
  }

  /** From the last command's leaving to the last byte that came, in ms. */
  get answeredAfterMs(): number {
    return Math.max(0, (this.connection.lastByteAtMs ?? this.#sentAtMs) - this.#sentAtMs);
  }

  /** Whether the last answer refused: a peer may close behind that (T22). */
  get wasRefused(): boolean {
    const last = this.replies.at(-1);
    return last !== undefined && last.code !== 200;
  }

  /** Whether the peer has ended this connection. */
  get closed(): boolean {
    this.pull();
    return this.connection.closed !== undefined;
  }

  /** What has come so far of a response that may not come at all: waits no longer than `waitMs`. */
  async answerWithin(waitMs: number): Promise<Answer> {
    const untilMs = performance.now() + waitMs;
    for (;;) {
      this.pull();
      const { received } = this.connection;
      if (this.replies.length > this.#taken || this.connection.closed !== undefined) return this.answer();
      if ((await this.connection.change({ received }, untilMs)) === 'deadline') break;
    }
    return this.connection.pending ? this.answer() : this.#failure();
  }

  /** The next response as soon as its status line is there; how it fails to come is an answer too. */
  async answer(): Promise<Answer> {
    await this.#until(() => this.replies.length > this.#taken);
    const reply = this.replies[this.#taken];
    if (reply === undefined) return this.#failure();
    this.#taken += 1;
    return reply;
  }

  /** Waits until `holds` of what has come, at the longest until nothing more is due. */
  async more(holds: () => boolean): Promise<void> {
    await this.#until(holds);
  }

  /** Waits until the peer has been quiet for the learnt gap (a line that is not ended is waited for longer). */
  async quiet(gapMs = this.#learnt.gapMs): Promise<void> {
    const startMs = performance.now();
    const capMs = startMs + CAP_ANSWER_TIMES * this.#timing.answerMs;
    for (;;) {
      this.pull();
      const lastMs = Math.max(startMs, this.connection.lastByteAtMs ?? 0);
      const open = this.connection.pending && this.#learnt.responseNewline;
      const untilMs = Math.min(capMs, lastMs + (open ? this.#timing.answerMs : gapMs));
      const { received } = this.connection;
      const came = await this.connection.change({ received }, untilMs);
      if (came !== 'bytes') break;
    }
    this.connection.flush();
    this.pull();
  }

  /** Takes over what has arrived. */
  pull(): void {
    for (let event = this.connection.take(); event !== undefined; event = this.connection.take())
      this.#responses.take(event);
  }

  async #until(holds: () => boolean): Promise<void> {
    const startMs = this.#sentAtMs;
    const capMs = startMs + this.#capMs;
    for (;;) {
      this.pull();
      if (holds()) return;
      const lastMs = this.connection.lastByteAtMs ?? 0;
      const quietEnds = !this.#learnt.responseNewline && lastMs > startMs;
      const waitMs = quietEnds ? this.#learnt.gapMs : this.#timing.answerMs;
      const { received } = this.connection;
      const came = await this.connection.change(
        { received },
        Math.min(capMs, Math.max(startMs, lastMs) + waitMs),
      );
      if (came === 'bytes') continue;
      if (this.connection.pending) {
        this.connection.flush();
        this.pull();
        // A right server may leave out the last newline: then a quiet gap ends its answers from now on.
        if (came === 'deadline' && holds()) this.#learnt.responseNewline = false;
      }
      this.pull();
      return;
    }
  }

  #failure(): Answer {
    const closed = this.connection.closed;
    const stray = this.#responses.strayBehindCommand();
    this.#responses.giveUp();
    if (closed?.how === 'flood') return { kind: 'flood' };
    if (stray.length > 0) return { kind: 'garbage', lines: stray };
    if (closed !== undefined) return { kind: 'closed', how: closed.how };
    return { kind: 'silence', forMs: Math.round(performance.now() - this.#sentAtMs) };
  }
}

/** A pause between two segments, so that they arrive apart. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
