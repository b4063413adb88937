import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { AddressUnavailable } from './errors.ts';
import type { Parts } from './parts.ts';
import { Session } from './session.ts';

/** Takes connections, and has a session for each. */
export interface Listener {
  readonly port: number;
  /** Takes no more connections and finishes those there are. */
  stop(): Promise<void>;
}

/** How long clients may take to read their last answers and close their side. */
const FAREWELL_MS = 2000;

/** @throws AddressUnavailable */
export async function listen(parts: Parts): Promise<Listener> {
  const { host, port, maxConnections } = parts.options;
  const sessions = new Set<Session>();
  let connections = 0;
  // A client that has said everything may still want its answers.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const session = new Session(socket, { connection: ++connections, gone: false }, parts);
    sessions.add(session);
    socket.once('close', () => sessions.delete(session));
  });
  server.maxConnections = maxConnections;
  server.on('drop', () => {
    parts.log.warn({ maxConnections }, 'too many connections');
  });
  const listener = { port: await bind(server, { host, port }), stop: () => stop(server, sessions) };
  server.on('error', (error) => {
    parts.log.error({ error: error.message }, 'cannot take a connection');
  });
  return listener;
}

async function bind(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    throw addressUnavailable(`${host}:${port}`, cause);
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listening, but on no TCP port');
  return address.port;
}

function addressUnavailable(address: string, cause: unknown): unknown {
  if (!(cause instanceof Error && 'code' in cause)) return cause;
  const why = cause.code === 'EADDRINUSE' ? 'used' : cause.code === 'EACCES' ? 'forbidden' : 'wrong';
  return new AddressUnavailable(`cannot listen on ${address}: ${cause.message}`, why, { cause });
}

async function stop(server: Server, sessions: ReadonlySet<Session>): Promise<void> {
  server.close();
  const late = setTimeout(() => {
    for (const session of sessions) session.destroy();
  }, FAREWELL_MS);
  await Promise.all([...sessions].map((session) => session.finish()));
  clearTimeout(late);
}
