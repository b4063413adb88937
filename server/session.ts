import type { Socket } from 'node:net';
import type { CommandFrame } from '../wire/command-assembly.ts';
import type { Client } from './client.ts';
import type { Decoder, Parts } from './parts.ts';
import { SilenceTimer } from './silence-timer.ts';

/** Reading stops while this many commands wait for their turn. */
const MOST_WAITING = 64;
/** How long a client may take to close its side once ours is closed. */
const FAREWELL_MS = 2000;
const KEEP_ALIVE_MS = 60_000;

/** `open`: reads and answers. `finishing`: reads no more, answers what waits. `closing`: has nothing left to say. */
type Phase = 'open' | 'finishing' | 'closing';

/** One connection: answers what comes, one command after the other, in order. */
export class Session {
  readonly #socket: Socket;
  readonly #parts: Parts;
  readonly #client: Client;
  readonly #decoder: Decoder;
  readonly #silence: SilenceTimer;
  readonly #closed: Promise<unknown>;
  #waiting: CommandFrame[] = [];
  #phase: Phase = 'open';
  #working = false;
  #writable: () => void = () => undefined;

  constructor(socket: Socket, client: Client, parts: Parts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#client = client;
    this.#decoder = parts.createDecoder(client);
    this.#silence = new SilenceTimer(parts.options.idleMs, () => {
      this.#receive(this.#decoder.end());
    });
    this.#closed = new Promise((resolve) => socket.once('close', resolve));
    parts.welcome(socket, client);
    this.#listen();
  }

  /** Answers what has been received, then closes. Resolves once the connection is gone. */
  async finish(): Promise<void> {
    this.#readNoMore();
    await this.#closed;
  }

  /** Cuts the connection. */
  destroy(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    this.#parts.log.debug({ connection: this.#client.connection }, 'connection opened');
    this.#socket.setNoDelay(true);
    this.#socket.setKeepAlive(true, KEEP_ALIVE_MS);
    this.#socket.on('data', (chunk: Uint8Array) => {
      if (this.#phase === 'open') this.#receive(this.#decoder.push(chunk));
    });
    this.#socket.on('end', () => {
      if (this.#phase === 'open') this.#waiting.push(...this.#decoder.end());
      this.#readNoMore();
    });
    this.#socket.on('error', (error) => {
      this.#parts.log.debug(
        { connection: this.#client.connection, error: error.message },
        'connection broke',
      );
    });
    this.#socket.on('drain', () => {
      this.#writable();
    });
    this.#socket.on('close', () => {
      this.#writable();
      this.#close();
    });
  }

  #receive(frames: readonly CommandFrame[]): void {
    this.#waiting.push(...frames);
    if (this.#waiting.length >= MOST_WAITING) this.#socket.pause();
    this.#watchSilence();
    void this.#work();
  }

  #readNoMore(): void {
    if (this.#phase === 'open') this.#phase = 'finishing';
    this.#silence.stop();
    void this.#work();
  }

  /** While reading has stopped, silence is our own doing and says nothing about the client. */
  #watchSilence(): void {
    if (this.#decoder.pending && !this.#socket.isPaused()) this.#silence.restart();
    else this.#silence.stop();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      for (let frame = this.#next(); frame !== undefined; frame = this.#next()) await this.#answer(frame);
      if (this.#phase === 'finishing') this.#close();
    } catch (error) {
      // The protocol has no status for our own failure. A client left without an answer at least learns it at once.
      this.#parts.log.error(
        { err: error, user: this.#client.account?.id },
        'a command could not be answered',
      );
      this.#close();
    } finally {
      this.#working = false;
    }
  }

  #next(): CommandFrame | undefined {
    if (this.#phase === 'closing') return undefined;
    const frame = this.#waiting.shift();
    if (frame === undefined && this.#socket.isPaused()) {
      this.#socket.resume();
      this.#watchSilence();
    }
    return frame;
  }

  async #answer(frame: CommandFrame): Promise<void> {
    const parts = this.#parts;
    const answer = await parts.dispatch({ frame, client: this.#client, parts });
    if (this.#socket.destroyed) return;
    const roomLeft = await parts.write(this.#socket, parts.encodeAnswer(answer));
    if (answer.then === 'close') this.#close();
    // A client that reads nothing gets no further answers, and soon is not read from either.
    else if (!roomLeft) await this.#room();
  }

  /** Resolves once the client has read on, or is gone. */
  #room(): Promise<void> {
    return new Promise((resolve) => {
      this.#writable = resolve;
    });
  }

  /** Says goodbye. What still comes is read and dropped: unread bytes would turn our last answer into a reset. */
  #close(): void {
    if (this.#phase === 'closing') return;
    this.#phase = 'closing';
    this.#waiting = [];
    this.#silence.stop();
    this.#parts.sessions.leave(this.#client);
    this.#parts.log.debug({ connection: this.#client.connection }, 'connection over');
    if (this.#socket.destroyed) return;
    this.#socket.end();
    this.#socket.resume();
    const farewell = setTimeout(() => this.#socket.destroy(), FAREWELL_MS);
    void this.#closed.then(() => {
      clearTimeout(farewell);
    });
  }
}
