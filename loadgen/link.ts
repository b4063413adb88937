import { connect, type Socket } from 'node:net';
import { reasonOf } from '../wire/open-connection.ts';
import type { FrameSource } from './frame-source.ts';
import type { LinkOptions } from './link-options.ts';
import { Pending } from './pending.ts';
import type { CommandKind } from './plan.ts';

/** How long a peer may take to close behind our last command. */
const FAREWELL_MS = 500;

/** One user, on a connection that can be made again. */
export class Link {
  readonly pending = new Pending();
  /** Commands that were on their way when the connection ended, since `takeLost` was last called. */
  #lost = 0;
  readonly #options: LinkOptions;
  #source: FrameSource;
  #state: 'down' | 'connecting' | 'logging-in' | 'up' | 'leaving' = 'down';
  #socket: Socket | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** The peer takes no more for now. */
  #isFull = false;
  /** What the answer was to that is being read. */
  #answeredKind: CommandKind | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#source = options.source;
  }

  /** From now on it sends other commands. Only while none of the former wait. */
  turnTo(source: FrameSource): void {
    this.#source = source;
  }

  get isUp(): boolean {
    return this.#state === 'up';
  }

  takeLost(): number {
    const lost = this.#lost;
    this.#lost = 0;
    return lost;
  }

  /** Connects and logs in; the owner hears how it went. Only while it is down. */
  dial(): void {
    const { address, shared, answerMs } = this.#options;
    this.#state = 'connecting';
    this.#isFull = false;
    const onread = { buffer: shared, callback: (length: number) => this.#read(length) };
    const socket = connect({ ...address, noDelay: true, onread });
    let reason = 'the peer closed it';
    this.#socket = socket;
    this.#deadline(`no connection within ${answerMs} ms`);
    socket.on('connect', () => {
      this.#state = 'logging-in';
      this.#options.scanner.restart();
      this.#deadline(`LOGIN was not answered within ${answerMs} ms`);
      socket.write(this.#options.login);
    });
    socket.on('drain', () => {
      this.#isFull = false;
      this.flush(this.#options.now());
    });
    socket.on('error', (error) => (reason = reasonOf(error)));
    socket.on('close', () => {
      if (this.#socket === socket) this.#isDown(reason);
    });
  }

  /** Sends what waits, as far as there is room: one write, or two where the frames go round. */
  flush(nowMs: number): void {
    const socket = this.#socket;
    if (this.#state !== 'up' || socket === undefined || this.#isFull) return;
    const { pending } = this;
    const { recorder, scanner, depth, instrument, mail } = this.#options;
    const source = this.#source;
    for (;;) {
      const room = Math.min(depth - pending.onTheirWay, pending.waiting);
      const most = instrument === undefined ? room : Math.min(room, 1);
      if (most <= 0 || this.#isFull) return;
      const bytes = source.take(most);
      for (let at = source.kindsFrom; at < source.kindsFrom + source.taken; at += 1) {
        const kind = source.kinds[at] ?? 'send';
        recorder.sent(kind, pending, nowMs);
        pending.send(kind, nowMs);
        mail?.sent(kind === 'send');
      }
      scanner.expect();
      if (instrument === undefined) this.#isFull = !socket.write(bytes);
      else {
        instrument.send(bytes);
        this.#isFull = socket.writableNeedDrain;
      }
    }
  }

  /** Ends it at once. What was on its way will not be answered. */
  drop(how: 'lost' | 'unanswered', reason: string): void {
    this.#socket?.destroy();
    this.#isDown(reason, how);
  }

  /** Says that the user leaves, and waits a little for the peer to close. Nobody hears of it. */
  async leave(): Promise<void> {
    const socket = this.#socket;
    clearTimeout(this.#timer);
    const wasUp = this.#state === 'up';
    this.#state = 'leaving';
    this.#socket = undefined;
    if (socket === undefined || socket.destroyed) return;
    if (!wasUp) socket.destroy();
    else socket.end(this.#options.farewell);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => socket.destroy(), FAREWELL_MS);
      socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #read(length: number): boolean {
    const { scanner, shared, turn, recorder, instrument, mail } = this.#options;
    const { nowMs } = turn;
    let answered = 0;
    if (this.#state === 'up') {
      recorder.received(length, nowMs);
      mail?.received(shared, length);
    }
    instrument?.received(length);
    const found = scanner.scan(shared, length);
    for (let at = 0; at < found; at += 1) {
      const value = scanner.found[at] ?? 0;
      if (value >= 0) answered += this.#status(value, nowMs);
      else if (this.#answeredKind === 'send') this.#source.remember(-1 - value);
    }
    if (answered > 0) turn.answered(this, answered);
    return true;
  }

  /** How many commands it answers: one, or none. */
  #status(code: number, nowMs: number): 0 | 1 {
    const { pending } = this;
    this.#answeredKind = undefined;
    if (this.#state === 'logging-in') this.#loggedIn(code);
    else if (this.#state === 'up' && pending.onTheirWay === 0) this.#options.recorder.unasked();
    else if (this.#state === 'up') {
      const tookMs = this.#options.instrument?.answered(code);
      const atMs = tookMs === undefined ? nowMs : pending.sentMs + tookMs;
      this.#options.recorder.answered(pending, code, atMs);
      this.#options.mail?.answered(code);
      this.#answeredKind = pending.kind;
      pending.answer();
      return 1;
    }
    return 0;
  }

  #loggedIn(code: number): void {
    clearTimeout(this.#timer);
    if (code !== 200) {
      this.drop('lost', `LOGIN was answered ${code}`);
      return;
    }
    this.#state = 'up';
    if (this.#socket !== undefined) this.#options.instrument?.begin(this.#socket);
    this.#options.owner.onUp(this);
  }

  #deadline(reason: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.drop('lost', reason), this.#options.answerMs);
  }

  #isDown(reason: string, how: 'lost' | 'unanswered' = 'lost'): void {
    const { recorder, owner, instrument, mail } = this.#options;
    clearTimeout(this.#timer);
    instrument?.end();
    if (this.#state === 'up') mail?.dropped();
    this.#socket = undefined;
    this.#state = 'down';
    while (this.pending.onTheirWay > 0) {
      recorder.gone(how, this.pending);
      mail?.gone();
      this.pending.answer();
      this.#lost += 1;
    }
    recorder.because(reason);
    owner.onDown(this, reason);
  }
}
