import type { Socket } from 'node:net';
import { Bell } from './bell.ts';
import { Queue } from './queue.ts';
import { ResponseDecoder, type ResponseEvent } from './response-decoder.ts';
import type { Transcript } from './transcript.ts';

/** How long a server gets to answer our FIN with its own before the socket is taken away. */
const FAREWELL_MS = 50;
const CAP_BYTES = 4 * 1024 * 1024;

/** How the peer ended a connection. `flood`: it sent more than was allowed, and we stopped reading. */
export interface Closed {
  readonly how: 'end' | 'reset' | 'error' | 'flood';
  readonly detail: string;
}

/** `taken`: by our kernel, not yet by the peer. `gone`: the connection takes no more bytes. */
export type Written = 'taken' | 'gone' | 'deadline';

export interface ConnectionOptions {
  /** How the transcript calls this connection. */
  readonly name: string;
  readonly transcript: Transcript;
  /** How many bytes the peer may send in all; 4 MiB unless told. */
  readonly capBytes?: number;
}

/** One client connection. What the peer does wrong is told by `closed` and the events; nothing here rejects for it. */
export class Connection {
  readonly name: string;
  readonly #socket: Socket;
  readonly #transcript: Transcript;
  readonly #capBytes: number;
  readonly #decoder = new ResponseDecoder();
  readonly #events = new Queue<ResponseEvent>();
  readonly #bell = new Bell();
  #received = 0;
  #lastByteAtMs: number | undefined;
  #closed: Closed | undefined;
  #leaving: Promise<void> | undefined;

  /** @param socket connected, with `allowHalfOpen`, and listened to by nobody else */
  constructor(socket: Socket, options: ConnectionOptions) {
    this.name = options.name;
    this.#socket = socket;
    this.#transcript = options.transcript;
    this.#capBytes = options.capBytes ?? CAP_BYTES;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('end', () => this.#peerEnded('closed', { how: 'end', detail: 'the peer ended its side' }));
    socket.on('error', (error) => this.#peerEnded('dropped', { how: howOf(error), detail: error.message }));
    socket.on('close', () => this.#bell.ring());
  }

  /** How many bytes have come so far. */
  get received(): number {
    return this.#received;
  }

  /** When the last byte came, as `performance.now()` tells time. */
  get lastByteAtMs(): number | undefined {
    return this.#lastByteAtMs;
  }

  /** What the peer did to end the connection; says nothing of what we did. The first thing it did stays. */
  get closed(): Closed | undefined {
    return this.#closed;
  }

  /** Whether the peer has begun a line and not ended it. */
  get pending(): boolean {
    return this.#decoder.pending;
  }

  /** The oldest event not taken yet. */
  take(): ResponseEvent | undefined {
    return this.#events.take();
  }

  /** Makes an event of the unended line, for a server that does not end its last line. */
  flush(): void {
    this.#events.put(this.#decoder.flush());
  }

  /**
   * Resolves as soon as more has come than `since` tells, or nothing more can come. Bytes win over closing, and both
   * over the deadline.
   * @param untilMs the deadline, as `performance.now()` tells time
   */
  change(since: { readonly received: number }, untilMs: number): Promise<'bytes' | 'closed' | 'deadline'> {
    const seen = since.received;
    return this.#bell.until(() => {
      if (this.#received !== seen) return 'bytes';
      return this.#closed !== undefined || this.#socket.destroyed ? 'closed' : undefined;
    }, untilMs);
  }

  /**
   * Sends bytes; what is not taken by the deadline stays queued, since a stream cannot take it back.
   * @param untilMs the deadline, as `performance.now()` tells time
   */
  async write(bytes: Uint8Array, untilMs: number): Promise<Written> {
    if (!this.#socket.writable) {
      this.#note(`${bytes.length} bytes not sent: the connection takes no more`);
      return 'gone';
    }
    this.#transcript.record(this.name, 'sent', bytes);
    let written: Written | undefined;
    this.#socket.write(bytes, (error) => {
      written = error ? 'gone' : 'taken';
      this.#bell.ring();
    });
    const outcome = await this.#bell.until(
      () => written ?? (this.#socket.destroyed ? 'gone' : undefined),
      untilMs,
    );
    if (outcome === 'deadline') this.#note(`${this.#socket.writableLength} bytes not taken by the deadline`);
    return outcome;
  }

  /** Sends FIN behind what is queued; the peer may go on sending. */
  halfClose(): void {
    if (!this.#socket.writable) return;
    this.#transcript.record(this.name, 'half-closed', 'by us');
    this.#socket.end();
  }

  /** Sends FIN, gives the peer a moment to send its own, then takes the socket away. May be called again. */
  close(): Promise<void> {
    this.#leaving ??= this.#leave();
    return this.#leaving;
  }

  /** Drops the connection with RST. */
  reset(): void {
    if (this.#socket.destroyed) return;
    this.#transcript.record(this.name, 'dropped', 'reset by us');
    this.#socket.resetAndDestroy();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #leave(): Promise<void> {
    const isGone = (): true | undefined => this.#socket.closed || undefined;
    if (!this.#socket.destroyed) {
      this.#transcript.record(this.name, 'closed', 'by us');
      this.#socket.end();
      await this.#bell.until(isGone, performance.now() + FAREWELL_MS);
      this.#socket.destroy();
    }
    await this.#bell.until(isGone, Infinity);
  }

  #take(chunk: Buffer): void {
    this.#received += chunk.length;
    this.#lastByteAtMs = performance.now();
    this.#transcript.record(this.name, 'received', chunk);
    this.#events.put(this.#decoder.push(chunk));
    if (this.#received > this.#capBytes) {
      this.#peerEnded('dropped', { how: 'flood', detail: `more than ${this.#capBytes} bytes came` });
      this.#socket.destroy();
    }
    this.#bell.ring();
  }

  #peerEnded(kind: 'closed' | 'dropped', closed: Closed): void {
    this.#transcript.record(this.name, kind, `by the peer: ${closed.detail}`);
    this.flush();
    this.#closed ??= closed;
    this.#bell.ring();
  }

  #note(text: string): void {
    this.#transcript.record(this.name, 'note', text);
  }
}

/** EPIPE is how a write meets a peer that has reset the connection before. */
function howOf(error: NodeJS.ErrnoException): 'reset' | 'error' {
  return error.code === 'ECONNRESET' || error.code === 'EPIPE' ? 'reset' : 'error';
}
