import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DatabaseUnavailable } from './database.ts';
import { provideDatabase } from './provide.ts';

const logged: string[] = [];
// What another test's killed process left behind is swept here as well, at any time.
const log = (line: string) => {
  if (!line.startsWith('removed ')) logged.push(line);
};
let folder: string;
let silent: Server;

beforeEach(async () => {
  logged.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'provide-'));
  // A container runtime that takes the connection and never answers, as a wedged one does.
  silent = createServer().listen(join(folder, 'docker.sock'));
  await once(silent, 'listening');
  vi.stubEnv('DOCKER_HOST', `unix://${join(folder, 'docker.sock')}`);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  silent.close();
  rmSync(folder, { recursive: true });
});

test('auto passes over a runtime that never answers, and says so in one line', async () => {
  const database = await provideDatabase('auto', { log });
  expect(database.kind).toBe('embedded');
  expect(logged).toEqual([
    'no container, so the embedded PostgreSQL: no container runtime answers within 3000 ms',
  ]);
  await database.close();
});

test('a container that was asked for is not replaced', async () => {
  const database = provideDatabase('container', { log });
  await expect(database).rejects.toThrow(DatabaseUnavailable);
  await expect(database).rejects.toThrow(/^no container runtime answers within 3000 ms/);
  expect(logged).toEqual([]);
});

test('auto takes DATABASE_URL and nothing else', async () => {
  const env = { DATABASE_URL: 'postgres://me:S3CRET@127.0.0.1:1/db' };
  await expect(provideDatabase('auto', { log, env })).rejects.toThrow(
    'DATABASE_URL names postgres://me@127.0.0.1:1/db, which cannot be used: nothing listens there; ',
  );
  expect(logged).toEqual([]);
});

test('auto says all that it has tried', async () => {
  vi.stubEnv('TMPDIR', join(folder, 'missing'));
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
  const failure: unknown = await provideDatabase('auto', { log }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DatabaseUnavailable);
  expect(String(failure).replace(/ \(ENOENT.*\)$/, ' (…)')).toBe(
    'DatabaseUnavailable: no database to be had: no container runtime answers within 3000 ms; the embedded PostgreSQL ' +
      'found no temporary folder that its user can write to; set TMPDIR to one or give --database <url> (…)',
  );
});

test('a URL is taken as it is, a closed door and all', async () => {
  await expect(provideDatabase('postgresql://me:S3CRET@127.0.0.1:1/db', { log })).rejects.toThrow(
    '--database names postgres://me@127.0.0.1:1/db, which cannot be used: nothing listens there; ',
  );
});

test.each(['sqlite', 'mysql://me:S3CRET@localhost/db', ''])(
  '%j is no choice, and is not repeated',
  async (choice) => {
    await expect(provideDatabase(choice, { log })).rejects.toThrow(
      /^a database is auto, container, embedded or a postgres:\/\/ URL$/,
    );
  },
);
