import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { StartedPostgreSqlContainer } from '@testcontainers/postgresql';
import { askVersion } from './connection.ts';
import { DatabaseUnavailable, openDatabase, unavailable, wordsOf, type Database } from './database.ts';
import { durabilityArguments } from './durability.ts';

export const DEFAULT_IMAGE = 'postgres:17-alpine';

const CONNECT_DEADLINE_MS = 5_000;
const STARTUP_DEADLINE_MS = 60_000;
const PROBE = fileURLToPath(new URL('container-probe.mjs', import.meta.url));

/** What a database in a container is asked for. */
export interface ContainerOptions {
  /** The image, such as `postgres:17-alpine`: one that is set up like the official one. */
  readonly image: string;
  /** Whether what is committed survives a crash of the machine. */
  readonly durable: boolean;
}

/**
 * A new, empty PostgreSQL in a container of its own. Which runtime starts it is testcontainers' to find out, from the
 * environment (`DOCKER_HOST`, `TESTCONTAINERS_*`) and the usual places.
 * @throws DatabaseUnavailable when no runtime answers within 3 s, the image cannot be had or the server does not start.
 */
export async function provideContainer(options: ContainerOptions): Promise<Database> {
  await probeRuntime(options.image);
  const container = await start(options);
  try {
    const url = container.getConnectionUri();
    const version = await askVersion(url, CONNECT_DEADLINE_MS);
    const place = `${container.getHost()}:${container.getPort()}`;
    return openDatabase(
      {
        kind: 'container',
        description: `PostgreSQL ${version} on ${place} in a container of ${options.image}`,
        url,
      },
      async () => {
        await container.stop();
      },
    );
  } catch (cause) {
    await container.stop();
    throw unavailable(`the server in a container of ${options.image} cannot be reached`, cause);
  }
}

/**
 * Finds out whether a runtime answers and has the image, pulling it if need be.
 * @throws DatabaseUnavailable that says why not.
 */
export async function probeRuntime(image: string): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [PROBE, image]);
  } catch (cause) {
    throw new DatabaseUnavailable(wordsOf(cause), { cause });
  }
}

async function start({ image, durable }: ContainerOptions): Promise<StartedPostgreSqlContainer> {
  // Imported only now: it takes a quarter of a second, which nobody else should wait for.
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  try {
    return await new PostgreSqlContainer(image)
      .withDatabase('tchatator')
      .withUsername('tchatator')
      .withPassword(randomBytes(16).toString('hex'))
      .withCommand(['postgres', ...durabilityArguments(durable)])
      .withStartupTimeout(STARTUP_DEADLINE_MS)
      .start();
  } catch (cause) {
    throw unavailable(`a container of ${image} does not start`, cause);
  }
}
