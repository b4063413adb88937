import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { provideEmbedded } from '../database/embedded.ts';
import { withClient } from '../database/with-client.ts';

const namesSchema = z.array(z.object({ name: z.string() }));

/** A PostgreSQL of the tests' own, which programs are told by its URL. */
export async function ownDatabase(): Promise<Database> {
  return provideEmbedded({ log: (line) => console.error(line), durable: false });
}

/** The databases there that runs have made and not dropped. */
export async function databasesOfRuns(url: string): Promise<string[]> {
  const { rows } = await withClient(url, (client) =>
    client.query("select datname as name from pg_database where datname like 'tchatator_check_%'"),
  );
  return namesSchema.parse(rows).map(({ name }) => name);
}
