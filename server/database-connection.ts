import { Client } from 'pg';
import type { ClientBase } from 'pg';
import { DatabaseUnreachable } from './errors.ts';

export const CONNECT_DEADLINE_MS = 5000;

/**
 * Opens a connection for some work and closes it behind.
 * @throws DatabaseUnreachable when it cannot be opened
 */
export async function withConnection<Result>(
  url: string,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_DEADLINE_MS });
  // A connection that breaks off fails the query under way; without a listener it would end the process as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const place = `${client.host}:${client.port}`;
    throw new DatabaseUnreachable(`cannot reach PostgreSQL at ${place}: ${reason(cause)}`, { cause });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function reason(cause: unknown): string {
  // A name with several addresses fails with one error each, and no message of its own.
  if (cause instanceof AggregateError) return cause.errors.map(reason).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
}
