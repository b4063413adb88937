import { Connection, type Closed } from './connection.ts';
import { encodeCommand, type Ending } from './encode.ts';
import { openConnection } from './open-connection.ts';
import { Transcript } from './transcript.ts';

export interface ClientOptions {
  readonly host: string;
  readonly port: number;
  /** How long connecting may take; five seconds unless told. */
  readonly connectMs?: number;
  /** How long the server may take to begin an answer; two seconds unless told. */
  readonly answerMs?: number;
  /** The quiet that ends an answer, whose end is not on the wire; 50 ms unless told. */
  readonly gapMs?: number;
  /** What stands behind the last line of a command; a newline unless told. */
  readonly ending?: Ending;
}

/** What came of one command. `garbage`: lines that are no response. */
export type Answer =
  | {
      readonly kind: 'reply';
      /** As it came, such as `200/OK`. */
      readonly status: string;
      readonly code: number;
      /** The data lines in their order; a key may come twice. */
      readonly data: readonly { readonly key: string; readonly value: string }[];
    }
  | { readonly kind: 'closed'; readonly closed: Closed }
  | { readonly kind: 'silence'; readonly forMs: number }
  | { readonly kind: 'garbage'; readonly lines: readonly string[] };

/**
 * Connects to a server. Whoever opens a client closes it, or declares it with `await using`.
 * @throws Error when no connection can be had
 */
export async function openClient(options: ClientOptions): Promise<Client> {
  const { host, port, connectMs = 5000 } = options;
  const transcript = new Transcript(() => performance.now());
  const opened = await openConnection({ host, port, connectMs, name: 'client', transcript });
  if (opened.kind === 'refused') throw new Error(`cannot connect to ${host} port ${port}: ${opened.reason}`);
  return new Client(opened.connection, options);
}

/** One connection on which commands are asked one after the other. What the server does wrong is an answer like any. */
export class Client {
  /** For bytes past the encoder, a half-close or a reset. */
  readonly connection: Connection;
  readonly #options: Required<Pick<ClientOptions, 'answerMs' | 'gapMs' | 'ending'>>;

  constructor(connection: Connection, options: Partial<ClientOptions> = {}) {
    const { answerMs = 2000, gapMs = 50, ending = 'newline' } = options;
    this.connection = connection;
    this.#options = { answerMs, gapMs, ending };
  }

  /**
   * Sends a command and waits for its answer, to its end: until nothing has come for a while, or twice the answer time
   * has passed. What had come before without having been asked for is dropped.
   * @param parameters in the order in which they are sent
   */
  async ask(name: string, parameters: Readonly<Record<string, string | number>> = {}): Promise<Answer> {
    const { answerMs, ending } = this.#options;
    while (this.connection.take() !== undefined);
    const command = {
      name,
      parameters: Object.entries(parameters).map(([key, value]) => ({ key, value: String(value) })),
    };
    const untilMs = performance.now() + answerMs;
    await this.connection.write(encodeCommand(command, ending), untilMs);
    return this.#answer(untilMs);
  }

  /** Says nothing and closes. May be called again. */
  close(): Promise<void> {
    return this.connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #answer(untilMs: number): Promise<Answer> {
    const { answerMs, gapMs } = this.#options;
    const { connection } = this;
    const sinceMs = performance.now();
    const data: { key: string; value: string }[] = [];
    const garbage: string[] = [];
    let status: { line: string; code: number } | undefined;
    for (;;) {
      const event = connection.take();
      if (event?.kind === 'status') {
        // A second response was not asked for: what was asked for is whole.
        if (status !== undefined) break;
        status = event;
      } else if (event?.kind === 'data') {
        data.push({ key: event.key, value: event.value });
      } else if (event !== undefined) {
        garbage.push(event.kind === 'garbage' ? event.line : `(a line of more than ${event.bytes} bytes)`);
      } else {
        const lastMs = connection.lastByteAtMs ?? 0;
        const hasBegun =
          status !== undefined || garbage.length > 0 || (connection.pending && lastMs > sinceMs);
        const { received } = connection;
        const what = await connection.change({ received }, hasBegun ? lastMs + gapMs : untilMs);
        if (what === 'bytes' && performance.now() < untilMs + answerMs) continue;
        if (!connection.pending) break;
        // A server need not end its last line.
        connection.flush();
      }
    }
    if (status !== undefined) return { kind: 'reply', status: status.line, code: status.code, data };
    if (garbage.length > 0) return { kind: 'garbage', lines: garbage };
    if (connection.closed !== undefined) return { kind: 'closed', closed: connection.closed };
    return { kind: 'silence', forMs: answerMs };
  }
}
