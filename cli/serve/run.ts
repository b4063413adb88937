import { join } from 'node:path';
import { DatabaseError } from 'pg';
import { DatabaseUnavailable } from '../../database/database.ts';
import { freshSchema } from '../../database/fresh-schema.ts';
import { provideDatabase } from '../../database/provide.ts';
import type { Apply } from '../../server/alteration.ts';
import { AddressUnavailable, DatabaseUnreachable } from '../../server/errors.ts';
import { loadFault } from '../../server/fault.ts';
import { seedAccounts } from '../../server/seed.ts';
import { startServer } from '../../server/server.ts';
import { createTables } from '../../server/tables.ts';
import { loadVariant } from '../../server/variant.ts';
import { Cleanup } from '../cleanup.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { profileOf, temporaryFolder, writeSecret } from './profile.ts';
import type { Served } from './profile.ts';
import { readSettings } from './settings.ts';
import type { ServeSettings } from './settings.ts';
import { listenForStop } from './stop-signal.ts';

/**
 * Runs the reference server until it is asked to stop. Its last line on standard output says that it listens.
 * @param flags as commander tells them
 * @throws Failure
 */
export async function serve(flags: Readonly<Record<string, unknown>>): Promise<void> {
  const result = readSettings(flags);
  if (result.kind === 'problems') throw new Failure(EXIT.usage, result.problems);
  const stop = listenForStop({ stdinToo: result.settings.untilStdinCloses });
  const cleanup = new Cleanup();
  try {
    await start(result.settings, cleanup);
    await stop.requested;
  } catch (error) {
    throw withCure(error);
  } finally {
    await cleanup.run().catch(reportLeftovers);
    stop.release();
  }
}

async function start(settings: ServeSettings, cleanup: Cleanup): Promise<void> {
  const { database: choice, databaseImage: image } = settings;
  const database = await provideDatabase(choice, { log: console.error, env: process.env, image });
  cleanup.add(() => database.close());
  const schema = await freshSchema(database.url, settings.schema);
  cleanup.add(() => schema.close());
  await createTables(schema.url);
  const accounts = settings.seedAccounts === 0 ? [] : await seedAccounts(schema.url, settings.seedAccounts);
  const server = await startServer(settings.options, schema.url, await alterationOf(settings));
  cleanup.add(() => server.stop());
  const served = { options: settings.options, port: server.port, accounts, database: schema.url };
  const profile = await writeProfile(served, settings.writeProfile, cleanup);
  console.log(`database: ${database.description}`);
  console.log(`profile: ${profile}`);
  console.log(`listening on ${server.host}:${server.port}`);
}

async function alterationOf({ alteration }: ServeSettings): Promise<Apply | undefined> {
  switch (alteration.kind) {
    case 'none':
      return undefined;
    case 'fault':
      return (await loadFault(alteration.name)).apply;
    case 'variant':
      return (await loadVariant(alteration.name)).apply;
  }
}

async function writeProfile(served: Served, path: string | undefined, cleanup: Cleanup): Promise<string> {
  if (path === undefined) {
    const folder = await temporaryFolder();
    cleanup.add(folder.remove);
    path = join(folder.path, 'profile.yaml');
  }
  await writeSecret(path, profileOf(served));
  return path;
}

const ADDRESS_CURES: Record<AddressUnavailable['why'], string> = {
  used: 'stop what listens there, or choose another --port; 0 takes any free one',
  forbidden: 'choose a --port above 1023; 0 takes any free one',
  wrong: 'choose a --host of this machine, such as 127.0.0.1',
};

/** What stands in the way of running, with what to do about it; any other error as it is. */
function withCure(error: unknown): unknown {
  const fail = (lines: string[]) => new Failure(EXIT.cannotRun, lines, { cause: error });
  if (error instanceof DatabaseUnavailable) return fail([error.message]);
  if (error instanceof DatabaseUnreachable)
    return fail([error.message, 'start the database, or give another one with --database']);
  if (error instanceof DatabaseError)
    return fail([
      `the database refuses: ${error.message}`,
      'give a user who may create schemas, or another --database',
    ]);
  if (error instanceof AddressUnavailable) return fail([error.message, ADDRESS_CURES[error.why]]);
  return error;
}

/** The database may have gone away meanwhile. Whoever starts next with it drops what is left. */
function reportLeftovers(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
}
