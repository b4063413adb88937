import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startReferenceServer, type ReferenceServer } from './reference-server.ts';
import { runCli, STORY_MS, type CliResult } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

const SHORT_WINDOWS = ['--minute-ms', '500', '--hour-ms', '2000', '--max-messages-per-hours', '30'];
const PASSWORD = 'hunter2';

const folder = temporaryFolder();
let server: ReferenceServer;

beforeAll(async () => {
  server = await startReferenceServer(folder.path, [
    ...[...SHORT_WINDOWS, '--seed-accounts', '24'],
    ...['--fault', 'updates-told-not-stored'],
  ]);
});

afterAll(async () => {
  await server.stop();
  folder[Symbol.dispose]();
});

/** Checks what the server stores, with a profile in which the line of its database says this instead. */
function check(
  database?: string,
  only: readonly string[] = ['stored/update', 'update/ok'],
): Promise<CliResult> {
  const file = join(folder.path, 'altered.yaml');
  const lines = readFileSync(server.profile, 'utf8').replace(/^database:.*\n(?: .*\n)*/m, '');
  writeFileSync(file, database === undefined ? readFileSync(server.profile) : `${lines}${database}\n`);
  return runCli(['check', '--profile', file, '--only', ...only]);
}

describe('a server that tells updates and does not store them', () => {
  test('is found out by its database', async () => {
    const { code, stdout } = await check();
    expect(stdout).toMatch(/^FAIL {2}stored\/update\/ok {2}An update answered 200 is stored$/m);
    expect(stdout).toMatch(/^ {2}U1 must /m);
    expect(stdout).toMatch(/^ {2}sent {8}UPDT_MSG\\n/m);
    expect(stdout).toMatch(/^not conformant: 1 must broken \(U1\)/m);
    expect(code).toBe(1);
  });

  test('is not accused where nobody names it', async () => {
    const { code, stdout } = await check('');
    expect(stdout).toMatch(
      /^\d+ not observable +there is no database to look into: name it in the profile, as/m,
    );
    expect(stdout).not.toContain('FAIL');
    expect(code).toBe(0);
  });

  test.each([
    ['that is not there', `database: postgres://me:${PASSWORD}@127.0.0.1:1/chat`, 'nothing listens there'],
    [
      'of which nothing is a URL',
      `database: postgres://me:${PASSWORD}/x@127.0.0.1/chat`,
      'holds no database URL',
    ],
  ])('nor where it names a database %s, whose password is not told', async (_, database, why) => {
    const { code, stdout, stderr } = await check(database);
    expect(stderr).toMatch(/^nothing is looked for: /m);
    expect(stderr).toContain(why);
    expect(stdout).toMatch(/^\d+ not observable /m);
    expect(stdout + stderr).not.toContain(PASSWORD);
    expect(code).toBe(0);
  });
});

test('messages in other tables are selected', async () => {
  const url = /^database: (?:>-\n +)?(.*)$/m.exec(readFileSync(server.profile, 'utf8'))?.[1] ?? '';
  const sql = 'select id, sender_id, receiver_id, content, deleted from message';
  const { code, stdout } = await check(`database: ${url}\nmessage-sql: ${sql}`, [
    'stored/message',
    'stored/delete',
  ]);
  expect(stdout).not.toMatch(/^(?:FAIL|WARN|\d+ not observable)/m);
  expect(stdout).toMatch(/^conformant/m);
  expect(code).toBe(0);
  const none = await check(`database: ${url}\nmessage-sql: select id from message`, [
    'stored/message',
    'login/ok',
  ]);
  expect(none.stderr).toMatch(
    /^nothing is looked for: message-sql fails: column "sender_id" does not exist$/m,
  );
});
