import pg from 'pg';

/** What became of a query: its rows, or why there are none. */
export type Answered =
  | { readonly kind: 'rows'; readonly rows: readonly unknown[] }
  | { readonly kind: 'failed'; readonly error: Error };

/** A connection that reads, opened when it is first needed and again when it was lost. */
export interface LookConnection {
  /** Never rejects for what the database does, and ends within the deadlines. */
  query(text: string, values?: readonly unknown[]): Promise<Answered>;
  close(): Promise<void>;
}

const CONNECT_DEADLINE_MS = 5_000;
const QUERY_DEADLINE_MS = 5_000;

/** Whoever looks writes nothing, whatever statement he is given. */
const READ_ONLY = 'set default_transaction_read_only = on';

/** @param url a `postgres://` URL; nothing is connected yet. */
export function lookConnection(url: string): LookConnection {
  let opening: Promise<pg.Client> | undefined;
  let current: pg.Client | undefined;
  const forget = (client: pg.Client): void => {
    // The end of one that was given up already takes nothing from the one that took its place.
    if (client === current) opening = current = undefined;
    void client.end().catch(ignoreLost);
  };
  const ask = async (text: string, values: readonly unknown[]): Promise<Answered> => {
    const wasOpen = opening !== undefined;
    opening ??= connect(url, forget);
    const client = await opening.catch(asFailure);
    if (client instanceof Error) {
      opening = undefined;
      return { kind: 'failed', error: client };
    }
    current = client;
    const result = await client.query<Record<string, unknown>>(text, [...values]).catch(asFailure);
    if (!(result instanceof Error)) return { kind: 'rows', rows: result.rows };
    // What the database refuses leaves the connection as good as before; after anything else nothing is known of it.
    if (isRefusal(result)) return { kind: 'failed', error: result };
    forget(client);
    // One that was lost since the last question says so only now: that is no answer to this one.
    return wasOpen && !isTimeout(result) ? ask(text, values) : { kind: 'failed', error: result };
  };
  // Several cases may look at once, and a connection answers one question at a time.
  let last: Promise<unknown> = Promise.resolve();
  return {
    query(text, values = []) {
      const answered = last.then(() => ask(text, values));
      last = answered;
      return answered;
    },
    async close() {
      await last;
      const client = await opening?.catch(asFailure);
      opening = undefined;
      if (client instanceof pg.Client) await client.end().catch(ignoreLost);
    },
  };
}

async function connect(url: string, onLost: (client: pg.Client) => void): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_DEADLINE_MS,
    query_timeout: QUERY_DEADLINE_MS,
    application_name: 'tchatator-check look',
    keepAlive: true,
  });
  client.on('error', () => onLost(client));
  try {
    await client.connect();
    await client.query(READ_ONLY);
    return client;
  } catch (error) {
    await client.end().catch(ignoreLost);
    throw error;
  }
}

/** Not of the connection: no such exception (08), and no intervention from outside (57), such as a shutdown. */
function isRefusal(error: Error): boolean {
  return error instanceof pg.DatabaseError && !/^(?:08|57)/.test(error.code ?? '');
}

function isTimeout({ message }: Error): boolean {
  return /timeout/i.test(message);
}

function asFailure(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** A connection that was lost has nothing to be ended. */
function ignoreLost(): void {
  return undefined;
}
