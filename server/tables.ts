import { readFileSync } from 'node:fs';
import { fieldTables } from '../database/field-tables.ts';
import { withConnection } from './database-connection.ts';

/**
 * Creates the field's tables and the server's own, as far as they are missing, in the first schema of the connection's
 * search path. Safe when several processes do it at once.
 * @throws DatabaseUnreachable
 */
export async function createTables(url: string): Promise<void> {
  const ownTables = readFileSync(new URL('tables.sql', import.meta.url), 'utf8');
  await withConnection(url, async (client) => {
    // "if not exists" alone fails when two sessions create the same thing at the same moment.
    await client.query(
      `begin;
       select pg_advisory_xact_lock(hashtext('tchatator-check tables'));
       set local client_min_messages = warning;
       ${fieldTables()};
       ${ownTables};
       commit`,
    );
  });
}
