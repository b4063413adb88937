import { connect } from 'node:net';
import { Connection, type ConnectionOptions } from './connection.ts';

export interface OpenOptions extends ConnectionOptions {
  readonly host: string;
  readonly port: number;
  /** How long connecting may take, the look-up of the name included. */
  readonly connectMs: number;
}

export type Opened =
  | { readonly kind: 'open'; readonly connection: Connection }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Connects. Never rejects for what the peer, the network or the name service does: that is a `refused`.
 * @throws RangeError for a port that cannot be one
 */
export function openConnection(options: OpenOptions): Promise<Opened> {
  const { host, port, name, connectMs, transcript } = options;
  return new Promise((resolve) => {
    const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
    const refuse = (reason: string): void => {
      clearTimeout(timer);
      transcript.record(name, 'note', `not connected: ${reason}`);
      resolve({ kind: 'refused', reason });
    };
    const onError = (error: Error): void => refuse(reasonOf(error));
    const timer = setTimeout(() => {
      socket.destroy();
      refuse(`no connection to ${host} port ${port} within ${connectMs} ms`);
    }, connectMs);
    socket.once('error', onError);
    socket.once('connect', () => {
      clearTimeout(timer);
      transcript.record(name, 'opened', `${host} port ${port}`);
      resolve({ kind: 'open', connection: new Connection(socket, options) });
      socket.off('error', onError);
    });
  });
}

/** Why connecting failed. A name with several addresses fails with one error for each, and a message for none. */
export function reasonOf(error: Error): string {
  if (!(error instanceof AggregateError)) return error.message;
  const errors: unknown[] = error.errors;
  return errors.map((each) => (each instanceof Error ? each.message : String(each))).join('; ');
}
