import { z } from 'zod';

const versionSchema = z.tuple([z.object({ server_version: z.string() })]);

/**
 * Connects, asks for the server's version (such as `17.10`) and disconnects again.
 * @throws whatever `pg` makes of a server that refuses or does not answer within the deadline.
 */
export async function askVersion(url: string, deadlineMs: number): Promise<string> {
  // Loaded only now: who asks no database should not wait for its client.
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: deadlineMs,
    query_timeout: deadlineMs,
  });
  // An error that belongs to no request, such as a shutdown behind the answer, takes nothing from the answer.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query('show server_version');
    const [{ server_version }] = versionSchema.parse(rows);
    return server_version.replace(/ .*/, '');
  } finally {
    await client.end();
  }
}
