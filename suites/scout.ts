import type { Account } from '../target/profile.ts';
import type { Ending } from '../wire/encode.ts';
import { openConnection } from '../wire/open-connection.ts';
import { Transcript } from '../wire/transcript.ts';
import { Channel } from './channel.ts';
import { excerpt } from './excerpt.ts';
import type { RunContext } from './play/context.ts';
import { sayGoodbye, sayLogin, type Speaker } from './play/say.ts';
import type { Answer } from './played.ts';
import type { TranscriptLine } from './result.ts';

/** One command on a connection that has sent nothing before, and what came of it. `sent` and `received` are escaped and masked. */
export interface Tried {
  readonly answer: Answer;
  readonly channel?: Channel;
  readonly sent: string;
  readonly received: string;
}

/** Tries things on a target nothing is known of yet: each command on another connection, all in one transcript. */
export class Scout {
  readonly run: RunContext;
  readonly startMs: number;
  readonly #transcript: Transcript;
  readonly #channels: Channel[] = [];
  readonly #loggedIn: { channel: Channel; account: Account | undefined }[] = [];
  /** The connection that has listened: the first command goes out on it, for there are servers that a silent client ends. */
  #silent: Channel | undefined;

  constructor(run: RunContext) {
    this.run = run;
    this.startMs = run.now();
    this.#transcript = new Transcript(run.now);
  }

  /** What the target says before it is asked, given `waitMs` for it. */
  async listen(waitMs: number): Promise<Tried> {
    const channel = await this.#open('hello');
    if (typeof channel === 'string') return unreachable(channel);
    await channel.connection.change({ received: 0 }, this.run.now() + waitMs);
    const { sent, received } = excerpt(this.#transcript.entries(), this.run.mask);
    this.#silent = channel;
    return { answer: { kind: 'silence', forMs: waitMs }, channel, sent, received };
  }

  async login(token: string, ending: Ending): Promise<Tried> {
    const tried = await this.send(
      sayLogin(this.#userOf(token), { speech: this.run.speech, learnt: { ending } }),
    );
    const isIn = tried.answer.kind === 'reply' && tried.answer.code === 200;
    const account = this.run.peer.profile.accounts.find((each) => each.token === token);
    if (isIn && tried.channel !== undefined) this.#loggedIn.push({ channel: tried.channel, account });
    return tried;
  }

  /** One more LOGIN on a connection. */
  async again(channel: Channel, token: string): Promise<Answer> {
    await channel.send([sayLogin(this.#userOf(token), this.run)], { answers: 1, pauseMs: 0 });
    return channel.answer();
  }

  async send(bytes: Buffer): Promise<Tried> {
    const from = this.#transcript.entries().length;
    const channel = this.#silent ?? (await this.#open(`scout${this.#channels.length + 1}`));
    this.#silent = undefined;
    if (typeof channel === 'string') return unreachable(channel);
    await channel.send([bytes], { answers: 1, pauseMs: 0 });
    const answer = await channel.answer();
    return { answer, channel, ...excerpt(this.#transcript.entries().slice(from), this.run.mask) };
  }

  transcript(): TranscriptLine[] {
    return this.#transcript.render(this.run.mask);
  }

  /** Says goodbye where somebody is logged in, and closes all. */
  async end(): Promise<void> {
    for (const { channel, account } of this.#loggedIn) {
      if (account !== undefined) this.run.ledger.ended(account, this.run.now(), 'left');
      if (channel.closed) continue;
      const goodbye = sayGoodbye(account ?? {}, this.run);
      await channel.send([goodbye], { answers: 1, pauseMs: 0 });
      channel.connection.halfClose();
    }
    await Promise.all(this.#channels.map((channel) => channel.connection.close()));
  }

  #userOf(token: string): Speaker {
    return this.run.peer.profile.accounts.find((account) => account.token === token) ?? { token };
  }

  async #open(name: string): Promise<Channel | string> {
    const { peer, learnt, speech } = this.run;
    const { timing } = peer.profile;
    const transcript = this.#transcript;
    const opened = await openConnection({ ...peer.address, name, connectMs: timing.answerMs, transcript });
    if (opened.kind === 'refused') return opened.reason;
    const channel = new Channel(opened.connection, { learnt, timing, speech });
    this.#channels.push(channel);
    return channel;
  }
}

/** A reset that comes while connecting is still the target's doing: something there accepts and drops. */
function unreachable(reason: string): Tried {
  const isDropped = reason.includes('ECONNRESET');
  return {
    answer: isDropped ? { kind: 'closed', how: 'reset' } : { kind: 'unreachable', reason },
    sent: '',
    received: '',
  };
}

/** A token that belongs to nobody. */
export function randomToken({ random }: RunContext): string {
  return Array.from({ length: 64 }, () => Math.floor(random() * 36).toString(36)).join('');
}
