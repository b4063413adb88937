import type { Who } from '../../spec/step.ts';
import type { Account } from '../../target/profile.ts';
import { openConnection } from '../../wire/open-connection.ts';
import type { Transcript } from '../../wire/transcript.ts';
import { Channel, pause } from '../channel.ts';
import type { Answer } from '../played.ts';
import { answerWords } from '../words.ts';
import type { RunContext } from './context.ts';
import { sayGoodbye, sayLogin } from './say.ts';

/** How often a LOGIN is tried again while the target still holds a former connection of the user, in ms. */
const RETRY_MS = 20;

interface Line {
  channel: Channel;
  /** Who is logged in here. */
  user: Account | undefined;
  /** Set when the next command must not go over this connection: why. */
  done: boolean;
}

/** A step cannot be played, for its user did not get in again: not the answer to anything the step asks. */
export class Unready extends Error {}

export type Ready = { kind: 'ready'; channel: Channel } | { kind: 'failed'; answer: Answer };

/** The connections of one case, by actor and number. Whoever opens one here need not close it: `end` does. */
export class Channels {
  readonly #context: RunContext;
  readonly #transcript: Transcript;
  readonly #lines = new Map<string, Line>();
  readonly #retired: Channel[] = [];

  constructor(context: RunContext, transcript: Transcript) {
    this.#context = context;
    this.#transcript = transcript;
  }

  /** All connections there were, those given up included. */
  get all(): Channel[] {
    return [...this.#retired, ...[...this.#lines.values()].map((line) => line.channel)];
  }

  /**
   * The connection of `who`, opened when there is none. One that is done (its peer closed it after a refusal, or a
   * malformed command leaves open what follows) is replaced, and its user logged in again.
   */
  async ready(who: Who, { keep = false }: { keep?: boolean } = {}): Promise<Ready> {
    const line = this.#lines.get(nameOf(who));
    if (line === undefined) return this.#open(who);
    const isLost = await this.isLost(who);
    if (keep || (!line.done && !isLost)) return { kind: 'ready', channel: line.channel };
    const { user } = line;
    this.drop(who);
    if (user === undefined) return this.#open(who);
    const answer = await this.login(who, user, this.#context.peer.profile.timing.releaseMs);
    const channel = this.get(who);
    if (answer.kind !== 'reply' || answer.code !== 200 || channel === undefined)
      throw new Unready(`${nameOf(who)} could not log in again: ${answerWords(answer)}`);
    return { kind: 'ready', channel };
  }

  /** Whether the peer has closed the connection of `who`; where it may be about to, that is waited for. */
  async isLost(who: Who): Promise<boolean> {
    const line = this.#lines.get(nameOf(who));
    if (line === undefined) return false;
    const mayClose = this.#context.learnt.closesAfterRefusal && line.channel.wasRefused;
    if (mayClose && !line.done && !line.channel.closed) await line.channel.quiet();
    return line.channel.closed;
  }

  get(who: Who): Channel | undefined {
    return this.#lines.get(nameOf(who))?.channel;
  }

  loggedIn(who: Who, user: Account | undefined): void {
    const line = this.#lines.get(nameOf(who));
    if (line !== undefined) line.user = user;
  }

  /** Whether a connection of this case is logged in as `user`. */
  holds(user: Account): boolean {
    return [...this.#lines.values()].some((line) => line.user === user);
  }

  userOf(who: Who): Account | undefined {
    return this.#lines.get(nameOf(who))?.user;
  }

  /** From now on this connection is not to be used again. */
  done(who: Who): void {
    const line = this.#lines.get(nameOf(who));
    if (line !== undefined) line.done = true;
  }

  /** Takes the connection away without a farewell. */
  drop(who: Who, how: 'close' | 'reset' = 'close'): void {
    const line = this.#lines.get(nameOf(who));
    if (line === undefined) return;
    this.#lines.delete(nameOf(who));
    this.#retire(line, how);
  }

  /**
   * LOGIN as `user`; tried again while it is refused with 403, for `retryMs` at the longest, on a new connection when
   * the target closes the refused one.
   */
  async login(who: Who, user: Account, retryMs: number): Promise<Answer> {
    const { ledger, now } = this.#context;
    const untilMs = now() + retryMs;
    for (let waitMs = RETRY_MS; ; waitMs = Math.min(4 * waitMs, 500)) {
      const ready = await this.ready(who);
      if (ready.kind === 'failed') return ready.answer;
      // One attempt is made when all of the time has passed: an account that was free by then is never missed.
      const isLast = now() >= untilMs;
      ledger.spend(user, 'command', now());
      await ready.channel.send([sayLogin(user, this.#context)], { answers: 1, pauseMs: 0 });
      const answer = await ready.channel.answer();
      if (answer.kind === 'reply' && answer.code === 200) this.loggedIn(who, user);
      if (answer.kind !== 'reply' || answer.code !== 403 || isLast) return answer;
      await pause(Math.max(1, Math.min(waitMs, untilMs - now())));
    }
  }

  /** Ends all: a DISCONNECTED where a user is logged in and the connection is in order, then an orderly close. */
  async end(): Promise<void> {
    const { ledger, now } = this.#context;
    for (const line of this.#lines.values()) {
      if (line.user !== undefined && !line.done && !line.channel.closed) {
        ledger.spend(line.user, 'command', now());
        await line.channel.send([sayGoodbye(line.user, this.#context)], { answers: 1, pauseMs: 0 });
        line.channel.connection.halfClose();
        this.#retire(line, 'left');
      } else this.#retire(line, 'close');
    }
    this.#lines.clear();
    await Promise.all(this.#retired.map((channel) => channel.connection.close()));
    for (const channel of this.#retired) channel.pull();
  }

  #retire(line: Line, how: 'left' | 'close' | 'reset'): void {
    line.channel.pull();
    if (line.user !== undefined)
      this.#context.ledger.ended(line.user, this.#context.now(), how === 'left' ? 'left' : 'dropped');
    if (how === 'reset') line.channel.connection.reset();
    else void line.channel.connection.close();
    this.#retired.push(line.channel);
  }

  async #open(who: Who): Promise<Ready> {
    const { peer, learnt, speech } = this.#context;
    const { timing } = peer.profile;
    const opened = await openConnection({
      ...peer.address,
      name: nameOf(who),
      connectMs: timing.answerMs,
      transcript: this.#transcript,
    });
    if (opened.kind === 'refused')
      return { kind: 'failed', answer: { kind: 'unreachable', reason: opened.reason } };
    const channel = new Channel(opened.connection, { learnt, timing, speech });
    this.#lines.set(nameOf(who), { channel, user: undefined, done: false });
    return { kind: 'ready', channel };
  }
}

/** How a connection is called in transcripts: the actor, with a number for a second one. */
export function nameOf({ actor, connection }: Who): string {
  return connection === 1 ? actor : `${actor}@${connection}`;
}
