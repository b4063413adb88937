import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';
import { lockShared, tryLock } from './advisory-lock.ts';
import { DatabaseUnavailable, unavailable, type Database } from './database.ts';
import { lastWill, type LastWill } from './last-will.ts';
import { openClient, withClient } from './with-client.ts';

/** A database of its own on a server, for a program that takes the schema `public` for its own. */
export interface FreshDatabase {
  readonly name: string;
  /** The server's URL with this database in it, password included. */
  readonly url: string;
  /** Drops it, whoever is still connected. Calling it again waits for the same end. */
  close(): Promise<void>;
}

/** Only databases of such a name are ever dropped. */
const OWN_NAMES = '^tchatator_check_[0-9a-f]{16}$';
/**
 * Held together by those who make databases, alone by who looks for those of dead runs: between its making and the first
 * connection to it, a database looks like a dead run's, and the server would let nobody connect for 5 s on its way to
 * find out that it is not. It holds among runs with the same URL.
 */
const LOCK = 'database';
/** A run that the lock does not hold off may still drop ours before anybody is connected to it. */
const ATTEMPTS = 3;
const DROP_SCRIPT = fileURLToPath(new URL('drop-database.mjs', import.meta.url));

/** A line on standard input says that there is nothing left to do. */
const DROP = 'trap "" HUP INT TERM; read -r word && exit; exec "$1" "$2" "$3"';

const NO_RIGHT = '42501';
const NO_SUCH_DATABASE = '3D000';

const namesSchema = z.array(z.object({ name: z.string() }));

/**
 * Makes a database with a random name. It is dropped by `close()`, or else when this process dies; what even that leaves
 * behind, as when the server was away, the next call drops: a database of such a name to which nobody is connected.
 * @throws DatabaseUnavailable when the URL's user may not make databases
 */
export async function freshDatabase({ url, kind }: Pick<Database, 'url' | 'kind'>): Promise<FreshDatabase> {
  await withClient(url, dropStale).catch(explained(url));
  for (let attempt = 1; ; attempt += 1) {
    const name = `tchatator_check_${randomBytes(8).toString('hex')}`;
    const own = withDatabase(url, name);
    // An embedded server, and one in a container, goes with all that is in it.
    const will = kind === 'url' ? dropLater(url, name) : undefined;
    try {
      const holder = await withClient(url, async (client) => {
        await lockShared(client, LOCK);
        await client.query(`create database ${name}`);
        // Whoever looks for databases of dead runs sees that this one is in use.
        return openClient(own);
      });
      return toDatabase({ name, url: own, maintenanceUrl: url, holder, will });
    } catch (error) {
      await will?.execute();
      if (codeOf(error) !== NO_SUCH_DATABASE || attempt === ATTEMPTS) throw explain(error, url);
    }
  }
}

interface Made extends Pick<FreshDatabase, 'name' | 'url'> {
  readonly maintenanceUrl: string;
  readonly holder: pg.Client;
  readonly will: LastWill | undefined;
}

function toDatabase({ name, url, maintenanceUrl, holder, will }: Made): FreshDatabase {
  const drop = async (): Promise<void> => {
    await holder.end();
    await withClient(maintenanceUrl, (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    );
    will?.tell('done');
    await will?.execute();
  };
  let closed: Promise<void> | undefined;
  return { name, url, close: () => (closed ??= drop()) };
}

function dropLater(url: string, name: string): LastWill {
  return lastWill(DROP, {
    name: 'database',
    args: [process.execPath, DROP_SCRIPT, name],
    env: { ...process.env, TCHATATOR_CHECK_MAINTENANCE_URL: url },
  });
}

/**
 * A database that is in use cannot be dropped without force, which leaves the decision to the server. Somebody else may be
 * dropping it too: whatever the server says to it, it is no reason not to go on. While somebody makes one, none is
 * dropped: the next start will.
 */
async function dropStale(client: pg.Client): Promise<void> {
  if (!(await tryLock(client, LOCK))) return;
  const { rows } = await client.query(
    `select datname as name from pg_database
     where datname ~ $1 and datdba = current_user::regrole
       and not exists (select from pg_stat_activity where pg_stat_activity.datname = pg_database.datname)`,
    [OWN_NAMES],
  );
  for (const { name } of namesSchema.parse(rows))
    await client.query(`drop database if exists ${name}`).catch((error: unknown) => {
      if (codeOf(error) === undefined) throw error;
    });
}

function explained(url: string): (error: unknown) => never {
  return (error) => {
    throw explain(error, url);
  };
}

function explain(error: unknown, url: string): DatabaseUnavailable {
  if (codeOf(error) !== NO_RIGHT) return unavailable('no database can be made for the run', error);
  const user = new pg.Client({ connectionString: url }).user ?? '';
  return new DatabaseUnavailable(
    `the user ${user} may not make databases, and the server under test needs one of its own; ` +
      `say "alter role ${user} createdb" as an administrator, give the URL of a user who may, or --database embedded`,
    { cause: error },
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** The same server, user and options, another database. */
function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}
