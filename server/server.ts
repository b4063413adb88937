import { Pool } from 'pg';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { CONNECT_DEADLINE_MS, withConnection } from './database-connection.ts';
import { listen } from './listener.ts';
import type { ServerOptions } from './options.ts';
import { createParts } from './parts.ts';
import type { Parts } from './parts.ts';
import { ensureAdministrator } from './seed.ts';

/** A server that is listening. */
export interface RunningServer {
  readonly host: string;
  readonly port: number;
  /**
   * Stops listening, answers what has been received, closes all connections. Clients get 2 seconds for it. May be called
   * again.
   */
  stop(): Promise<void>;
}

const STDERR = 2;
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
  try {
    const listener = await listen(alter(createParts({ options, log, pool })));
    log.info({ host: options.host, port: listener.port }, 'listening');
    const stop = async () => {
      await listener.stop();
      await pool.end();
      log.info('stopped');
    };
    let stopped: Promise<void> | undefined;
    return { host: options.host, port: listener.port, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await pool.end();
    throw error;
  }
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
