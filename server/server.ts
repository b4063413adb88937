import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { Pool } from 'pg';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { CONNECT_DEADLINE_MS, withConnection } from './database-connection.ts';
import { AddressUnavailable } from './errors.ts';
import type { ServerOptions } from './options.ts';
import { createParts } from './parts.ts';
import type { Parts } from './parts.ts';
import { ensureAdministrator } from './seed.ts';
import { Session } from './session.ts';

/** A server that is listening. */
export interface RunningServer {
  readonly host: string;
  readonly port: number;
  /** Stops listening, answers what has been received, closes all connections. Clients get 2 seconds for it; may be called again. */
  stop(): Promise<void>;
}

const STDERR = 2;
const FAREWELL_MS = 2000;
const POOL_SIZE = 8;
const STATEMENT_DEADLINE_MS = 5000;

/**
 * Starts the reference server.
 * @param url of a database whose tables `createTables` made
 * @param alter replaces parts of the server before it starts
 * @throws DatabaseUnreachable, AddressUnavailable
 */
export async function startServer(
  options: ServerOptions,
  url: string,
  alter: (parts: Parts) => Parts = (parts) => parts,
): Promise<RunningServer> {
  await withConnection(url, async (client) => {
    if (options.adminApiToken !== undefined) await ensureAdministrator(client, options.adminApiToken);
  });
  const log = pino({ level: options.logLevel }, pino.destination(STDERR));
  const pool = openPool(url, log);
  const sessions = new Set<Session>();
  const listener = createListener(alter(createParts({ options, log, pool })), sessions);
  let port: number;
  try {
    port = await listen(listener, options);
  } catch (error) {
    await pool.end();
    throw error;
  }
  listener.on('error', (error) => {
    log.error({ error: error.message }, 'cannot take a connection');
  });
  log.info({ host: options.host, port }, 'listening');
  const stop = async () => {
    listener.close();
    await finishAll(sessions);
    await pool.end();
    log.info('stopped');
  };
  let stopped: Promise<void> | undefined;
  return { host: options.host, port, stop: () => (stopped ??= stop()) };
}

function openPool(url: string, log: Logger): Pool {
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_DEADLINE_MS,
    statement_timeout: STATEMENT_DEADLINE_MS,
  });
  // An idle connection broke off. The pool opens another one when it needs it.
  pool.on('error', (error) => {
    log.warn({ error: error.message }, 'lost a database connection');
  });
  return pool;
}

function createListener(parts: Parts, sessions: Set<Session>): Server {
  let connections = 0;
  // A client that has said everything may still want its answers.
  const listener = createServer({ allowHalfOpen: true }, (socket) => {
    const session = new Session(socket, { connection: ++connections, gone: false }, parts);
    sessions.add(session);
    socket.once('close', () => sessions.delete(session));
  });
  listener.maxConnections = parts.options.maxConnections;
  listener.on('drop', () => {
    parts.log.warn({ maxConnections: parts.options.maxConnections }, 'too many connections');
  });
  return listener;
}

async function listen(listener: Server, { host, port }: ServerOptions): Promise<number> {
  try {
    listener.listen(port, host);
    await once(listener, 'listening');
  } catch (cause) {
    throw addressUnavailable(`${host}:${port}`, cause);
  }
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('listening, but on no TCP port');
  return address.port;
}

function addressUnavailable(address: string, cause: unknown): unknown {
  if (!(cause instanceof Error && 'code' in cause)) return cause;
  const why = cause.code === 'EADDRINUSE' ? 'used' : cause.code === 'EACCES' ? 'forbidden' : 'wrong';
  return new AddressUnavailable(`cannot listen on ${address}: ${cause.message}`, why, { cause });
}

async function finishAll(sessions: ReadonlySet<Session>): Promise<void> {
  const late = setTimeout(() => {
    for (const session of sessions) session.destroy();
  }, FAREWELL_MS);
  await Promise.all([...sessions].map((session) => session.finish()));
  clearTimeout(late);
}
