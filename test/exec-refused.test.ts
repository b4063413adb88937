import { createServer } from 'node:net';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../database/database.ts';
import { withClient } from '../database/with-client.ts';
import { databasesOfRuns, ownDatabase } from './own-database.ts';
import { STORY_MS, runCli } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

/** Profiles whose servers cannot be started, or not be used. */
const PROFILES: Readonly<Record<string, string>> = {
  'silent.yaml': 'exec: { command: exec sleep 600, start-ms: 500 }',
  'unsaid.yaml': 'exec: { command: exec sleep 600, start-ms: 500, ready: ^listening }',
  'says-other.yaml': 'exec: { command: echo booting; exec sleep 600, start-ms: 4000, ready: ^listening }',
  'lies.yaml': 'exec: { command: echo listening; exec sleep 600, ready: ^listening }',
  'no-folder.yaml': 'exec: { command: "true", cwd: nowhere }',
  'no-file.yaml': 'exec: { command: "true" }\nschema: nowhere.sql',
  'wrong-sql.yaml': 'exec: { command: "true" }\nschema: wrong.sql',
  'wrong-accounts.yaml': 'exec: { command: "true" }\naccount-sql: insert into persons values (:id, :token)',
};

const COMMANDS = [
  './no-such-server --port {port}',
  '/etc/passwd',
  'true',
  'echo starting; echo "no database at $DATABASE_URL" >&2; exit 3',
  'kill -SEGV $$',
  "printf 'red: \\033[31mno\\007\\n'; exit 1",
];

/** What is told each of these, the golden file of the same name shows; UPDATE_GOLDEN=1 rewrites it. */
const TOPICS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ended: COMMANDS.map((command) => ['--exec', command]),
  unready: ['silent', 'unsaid', 'says-other', 'lies'].map((name) => ['--profile', `${name}.yaml`]),
  files: ['no-folder', 'no-file', 'wrong-sql', 'wrong-accounts'].map((name) => ['--profile', `${name}.yaml`]),
};

const folder = temporaryFolder();
let server: Database;
beforeAll(async () => {
  server = await ownDatabase();
  for (const [name, text] of Object.entries(PROFILES)) writeFileSync(join(folder.path, name), `${text}\n`);
  writeFileSync(join(folder.path, 'wrong.sql'), 'create table one (id int);\ncreate tabel two (id int);\n');
});
afterAll(async () => {
  await server.close();
  folder[Symbol.dispose]();
});

describe.concurrent('what cannot be started says why, and what to do', () => {
  test.each(Object.entries(TOPICS))('%s', async (topic, stories) => {
    const told: string[] = [];
    for (const story of stories) told.push(await tell(story, server.url));
    const golden = new URL(`golden/exec-${topic}.txt`, import.meta.url);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, told.join('\n'));
    expect(told.join('\n')).toBe(readFileSync(golden, 'utf8'));
  });
});

test('and leaves no database behind', async () => {
  expect(await databasesOfRuns(server.url)).toEqual([]);
});

test('a port that somebody else has is not taken for the server’s', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const { code, stderr } = await runCli(check(['--exec', 'true', '--target', String(port)], server.url));
  other.close();
  expect(stderr).toContain(`something listens on 127.0.0.1:${port} already, before the server was started\n`);
  expect(code).toBe(3);
});

test('a user who may make no database is told how to be allowed to', async () => {
  await withClient(server.url, (client) => client.query("create role guest login password 'S3CRET'"));
  const url = new URL(server.url);
  [url.username, url.password] = ['guest', 'S3CRET'];
  const { code, stdout, stderr } = await runCli(check(['--exec', 'true'], url.href));
  expect(stderr).toMatch(/^the user guest may not make databases, .*"alter role guest createdb"/m);
  expect(stdout + stderr).not.toContain('S3CRET');
  expect(code).toBe(3);
});

function check(args: readonly string[], url: string): string[] {
  return ['check', '--database', url, ...args, '--only', 'login/ok'];
}

/** What a story tells, with what differs from run to run by its name. */
async function tell(story: readonly string[], url: string): Promise<string> {
  const { code, stdout, stderr } = await runCli(check(story, url), { cwd: folder.path });
  const text = stderr
    .replaceAll(folder.path, 'FOLDER')
    .replaceAll(new URL(url).host, 'HOST')
    .replaceAll(/tchatator_check_[0-9a-f]+/g, 'NAME')
    .replaceAll(/PostgreSQL [\d.]+/g, 'PostgreSQL VERSION')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    // Every shell has its own words for it.
    .replaceAll(/^ {2}\/bin\/sh: .*$/gm, '  WORDS OF THE SHELL');
  return `$ tchatator-check check ${story.join(' ')}\n${stdout}${text}exit ${String(code)}\n`;
}
