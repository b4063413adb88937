import { encodeCommand } from '../../wire/encode.ts';
import type { Connection } from '../../wire/connection.ts';
import { openConnection } from '../../wire/open-connection.ts';
import { Transcript } from '../../wire/transcript.ts';
import { frameOf, loginFrame, type FrameStyle } from '../frames.ts';
import type { Address } from '../../target/profile.ts';
import type { Wire } from '../job.ts';
import type { User } from '../user.ts';
import { readAnswers, readOn, takeAnswers } from './answers.ts';
import type { Event } from './event.ts';

/** What all voices have in common. Times in ms. */
export interface Surroundings {
  readonly address: Address;
  readonly wire: Wire;
  /** The longest an answer takes, and the longest until the user of a former connection can log in again. */
  readonly answerMs: number;
  readonly releaseMs: number;
  readonly tag: string;
  /** As `performance.now()` tells time. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** Something to say. `number`: that of the message among the user's own, which stands in its content. */
export type Spoken =
  { readonly what: 'message'; readonly number: number } | { readonly what: 'poll' | 'odd' };

/** What came of it: the data lines too, which tell a recipient of its messages. */
export interface Heard {
  readonly event: Event;
  readonly number?: number;
  readonly lines: readonly string[];
}

/** Contents are as short as they can be and still tell which message they are. */
const SIZE = 40;
/** An id that no account has. */
const NOBODY = 2_147_483_647;
const FIRST_RETRY_MS = 20;
const LONGEST_RETRY_MS = 500;

/** One user, who says things and hears the answers. What the target does wrong is in what is heard. */
export class Voice {
  readonly user: User;
  /** All that was said, answered or not. */
  readonly history: Event[] = [];
  /** Why there is no connection to be had, where that is so. */
  unreachable: string | undefined;
  readonly #around: Surroundings;
  readonly #style: FrameStyle;
  readonly #transcript: Transcript;
  #connection: Connection | undefined;
  #number = 0;

  constructor(user: User, around: Surroundings) {
    this.user = user;
    this.#around = around;
    this.#style = { user, tag: around.tag, ending: around.wire.ending };
    this.#transcript = new Transcript(around.now);
  }

  /** Whether the peer has left the connection open, as far as is known. */
  get isConnected(): boolean {
    return this.#connection !== undefined && this.#connection.closed === undefined;
  }

  /** The next messages, each with a number of its own. */
  messages(count: number): Spoken[] {
    return Array.from({ length: count }, () => {
      this.#number += 1;
      return { what: 'message', number: this.#number };
    });
  }

  /** Connects and logs in; while the target still holds a former connection of the user, again and again. */
  async logIn(): Promise<Event> {
    const { now, releaseMs, pause } = this.#around;
    const untilMs = now() + releaseMs;
    for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_RETRY_MS)) {
      const event = await this.#tryToLogIn();
      if (event.code !== 403 || now() + waitMs > untilMs) return event;
      await pause(waitMs);
    }
  }

  /** Says all of it at one instant, where the target takes several commands at a time. */
  async say(spoken: readonly Spoken[]): Promise<Heard[]> {
    const heard: Heard[] = [];
    const size = this.#around.wire.terminated ? Math.max(1, spoken.length) : 1;
    for (let at = 0; at < spoken.length; at += size) {
      const some = await this.#exchange(spoken.slice(at, at + size));
      heard.push(...some);
      if (some.some(({ event }) => event.code === 0)) break;
    }
    return heard;
  }

  /** Says goodbye and closes. */
  async leave(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection === undefined) return;
    if (connection.closed === undefined) {
      const farewell = encodeCommand({ name: 'DISCONNECTED', parameters: [] }, this.#style.ending);
      await connection.write(farewell, this.#around.now() + this.#around.answerMs);
      connection.halfClose();
    }
    await connection.close();
  }

  async #tryToLogIn(): Promise<Event> {
    await this.leave();
    const { address, answerMs, now } = this.#around;
    const sentMs = now();
    const opened = await openConnection({
      ...address,
      name: String(this.user.account.id),
      connectMs: answerMs,
      transcript: this.#transcript,
    });
    this.unreachable = opened.kind === 'refused' ? opened.reason : undefined;
    if (opened.kind === 'refused') return this.#note({ what: 'login', sentMs, answeredMs: now(), code: 0 });
    this.#connection = opened.connection;
    await opened.connection.write(loginFrame(this.#style), now() + answerMs);
    const [answer] = await readAnswers(opened.connection, 1, this.#around);
    return this.#note({
      what: 'login',
      sentMs,
      answeredMs: answer?.atMs ?? now(),
      code: answer?.code ?? 0,
    });
  }

  async #exchange(spoken: readonly Spoken[]): Promise<Heard[]> {
    const { now, answerMs } = this.#around;
    const connection = this.#connection;
    if (connection === undefined) return [];
    // What nobody has asked for is no answer to what is said now.
    takeAnswers(connection, [], now());
    const sentMs = now();
    const written = connection.write(
      Buffer.concat(spoken.map((each) => this.#frame(each))),
      sentMs + answerMs,
    );
    const answers = await readAnswers(connection, spoken.length, this.#around);
    if (spoken.at(-1)?.what === 'poll') await readOn(connection, answers, this.#around);
    await written;
    return spoken.map((each, at): Heard => {
      const answer = answers[at];
      const times = { sentMs, answeredMs: answer?.atMs ?? now() };
      const event = this.#note({ what: each.what, ...times, code: answer?.code ?? 0 });
      return { event, lines: answer?.lines ?? [], ...('number' in each && { number: each.number }) };
    });
  }

  #frame(spoken: Spoken): Buffer {
    switch (spoken.what) {
      case 'poll':
        return frameOf('poll', this.#style, { number: 0, size: 0 }).bytes;
      case 'message':
        return frameOf('send', this.#style, { number: spoken.number, size: SIZE }).bytes;
      case 'odd': {
        const style = { ...this.#style, user: { ...this.user, recipientId: NOBODY } };
        return frameOf('send', style, { number: 0, size: SIZE }).bytes;
      }
    }
  }

  #note(event: Event): Event {
    this.history.push(event);
    return event;
  }
}
