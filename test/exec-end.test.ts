import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '../database/database.ts';
import { databasesOfRuns, ownDatabase } from './own-database.ts';
import { ownServer } from './own-server.ts';
import { processesIn, until } from './processes.ts';
import { STORY_MS, startCli, type Cli } from './run-cli.ts';
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

let server: Database;
let folder: TemporaryFolder;
beforeAll(async () => {
  server = await ownDatabase();
});
afterAll(() => server.close());
beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(join(folder.path, 'server.sh'), SERVER);
  writeFileSync(join(folder.path, 'tchatator.yaml'), PROFILE);
  writeFileSync(join(folder.path, '.env'), OWN_ENV);
});
afterEach(() => folder[Symbol.dispose]());

/** A server with much around it, which knows its environment from a file: a daemon, one without a parent, and a child without an environment. */
const SERVER = `
. ./.env
here=$(pwd)
setsid sh -c "sleep 600; : $here" &
(setsid sh -c "sleep 600; : $here" &)
env -i sh -c "sleep 600; : $here" &
PORT=$PORT DATABASE_URL=$DATABASE_URL ${ownServer().replace('{port}', '$PORT')}
sleep 600; : $here
`;

const PROFILE = 'exec: { command: exec env -u DATABASE_URL sh ./server.sh }\nenv-file: true\n';
const OWN_ENV = 'DATABASE_URL=postgres://the-teams-own/database\n';

describe('however a run ends, its server ends with it, and what was there is as before', () => {
  test('at the end', async () => {
    const { code, stdout } = await start(['--only', 'login/ok']).result;
    expect(stdout).toMatch(/\nconformant {2}/);
    expect(code).toBe(0);
    await expectAsBefore();
  });

  test('Ctrl-C', async () => {
    const cli = start([]);
    await cli.wrote(/^50 of /m);
    cli.child.kill('SIGINT');
    const { code, stdout } = await cli.result;
    expect(stdout).toMatch(/^incomplete: interrupted before the end/m);
    expect(code).toBe(130);
    await expectAsBefore();
  });

  test('Ctrl-C, twice', async () => {
    const cli = start([]);
    await cli.wrote(/^50 of /m);
    cli.child.kill('SIGINT');
    cli.child.kill('SIGINT');
    expect((await cli.result).code).toBe(130);
    await expectAsBefore();
  });

  test('Ctrl-C before it was ready', async () => {
    writeFileSync(join(folder.path, 'server.sh'), `echo starting; sleep 600; : ${folder.path}`);
    const cli = start([]);
    await until(() => envFile() !== OWN_ENV);
    await until(async () => (await processesIn(folder.path)).some((line) => line.includes('server.sh')));
    cli.child.kill('SIGINT');
    const { code, stdout, stderr } = await cli.result;
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^interrupted before anything was run$/m);
    expect(code).toBe(130);
    await expectAsBefore();
  });

  test('kill -9, though it hears no signal', async () => {
    writeFileSync(join(folder.path, 'server.sh'), `trap '' TERM INT\n${SERVER}`);
    const cli = start([]);
    await cli.wrote(/^50 of /m);
    expect(await databasesOfRuns(server.url)).toHaveLength(1);
    cli.child.kill('SIGKILL');
    expect((await cli.result).code).toBeNull();
    await expectAsBefore();
  });
});

function start(args: readonly string[]): Cli {
  return startCli(['check', '--database', server.url, ...args], {
    cwd: folder.path,
    env: { TMPDIR: folder.path },
  });
}

/** No process, no database, and the file that was there before; what was killed from outside may take a moment. */
async function expectAsBefore(): Promise<void> {
  await until(async () => (await processesIn(folder.path)).length === 0);
  await until(async () => (await databasesOfRuns(server.url)).length === 0);
  await until(() => folder.names().length === 3);
  expect(folder.names().sort()).toEqual(['.env', 'server.sh', 'tchatator.yaml']);
  expect(envFile()).toBe(OWN_ENV);
}

function envFile(): string {
  try {
    return readFileSync(join(folder.path, '.env'), 'utf8');
  } catch {
    // It is being replaced just now.
    return OWN_ENV;
  }
}
