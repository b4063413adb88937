import pg from 'pg';

const CONNECT_DEADLINE_MS = 5_000;

/**
 * Opens a connection for some work and closes it behind.
 * @throws whatever `pg` makes of a server that refuses, does not answer within 5 s, or finds fault with the work.
 */
export async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  return useClient(await openClient(url), work);
}

/** Closes an open connection behind some work. */
export async function useClient<Result>(
  client: pg.Client,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A connection that stays, for whoever closes it. */
export async function openClient(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_DEADLINE_MS,
    keepAlive: true,
    application_name: 'tchatator-check',
  });
  // A connection that breaks off fails the query under way; without a listener it would end the process as well.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
