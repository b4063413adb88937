import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startReferenceServer, type ReferenceServer } from './reference-server.ts';
import { STORY_MS, runCli, type CliResult } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

/** Accounts enough for a whole run, and windows short enough to see every limit. */
const SETTINGS = [
  ...['--seed-accounts', '48', '--minute-ms', '500', '--hour-ms', '2000'],
  ...['--max-messages-per-minutes', '12', '--max-messages-per-hours', '30'],
];
const HURRIED = ['--jobs', '4', '--patience', '60'];

const folders = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
const servers: ReferenceServer[] = [];

async function serve(at: number, ...flags: string[]): Promise<ReferenceServer> {
  const server = await startReferenceServer(folders[at]?.path ?? '', [...SETTINGS, ...flags]);
  servers.push(server);
  return server;
}

afterAll(async () => {
  for (const server of servers) await server.stop();
  for (const folder of folders) folder[Symbol.dispose]();
});

describe('a server with other names for parameters, and further ones', () => {
  let server: ReferenceServer;

  beforeAll(async () => {
    server = await serve(0, '--fault', 'names-of-the-tables');
  });

  const check = (...flags: string[]): Promise<CliResult> =>
    runCli(['check', '--profile', server.profile, ...HURRIED, ...flags]);

  test('does not conform', async () => {
    const { code, stdout } = await check('--only', 'login/ok', 'send/ok', 'block/by-pro');
    expect(stdout).toMatch(/^FAIL {2}send\/ok /m);
    expect(stdout).toMatch(/^not conformant: 2 musts broken \(M1, B1\) {2}/m);
    expect(code).toBe(1);
  });

  test('conforms in a dialect, of which each deviation is told with its bytes', async () => {
    const { code, stdout } = await check('--dialect', 'field');
    expect(stdout).not.toMatch(/^(FAIL|ERROR) /m);
    expect(warned(stdout)).toEqual([
      'dialect/block-user/duration',
      'dialect/block-user/for-user-id',
      'dialect/send-msg/recipient-id',
      'dialect/updt-msg/message-length',
    ]);
    expect(stdout).toMatch(
      / {2}sent {8}SEND_MSG\\ntoken:<token of \d+>\\nrecipient-id:\d+\\n.*? {2}expected {4}200\/OK\n {2}actual {6}416\/MISFMT\n/s,
    );
    expect(stdout).toMatch(/^conformant in dialect field {2}/m);
    expect(code).toBe(0);
  });

  test('has each of them forgiven by nobody: what is not tried is told as well, and --strict fails', async () => {
    const { code, stdout } = await check('--dialect', 'field', '--only', 'login/ok', '--strict');
    expect(stdout.match(/^FAIL {2}dialect\//gm)).toHaveLength(4);
    expect(stdout).toMatch(/^not conformant in dialect field: 3 musts broken \(M1, U1, B1\) {2}/m);
    expect(code).toBe(1);
  });
});

describe('a server with other names for nearly everything', () => {
  let server: ReferenceServer;

  beforeAll(async () => {
    server = await serve(1, '--fault', 'words-of-its-own');
    appendFileSync(
      server.profile,
      `dialect:
  name: own-words
  commands:
    LOGIN: { called: AUTH, rename: { api-token: key } }
    DISCONNECTED: { called: BYE }
    SEND_MSG: { called: SEND }
    NEW_CHG_AVAILABLE: { called: POLL, rename: { token: t }, add: { stamp: '{nonce}' }, order: [stamp] }
  responses:
    keys: { type: kind, message: msg, message-id: msg-id }
    changes: { new_message: NEW }
`,
    );
  });

  test('is accused of nothing in its dialect, which its profile tells', async () => {
    const { code, stdout } = await runCli(['check', '--profile', server.profile, ...HURRIED]);
    expect(stdout).not.toMatch(/^(FAIL|ERROR) /m);
    expect(warned(stdout).filter((id) => !id.startsWith('dialect/'))).toEqual([]);
    expect(warned(stdout)).toHaveLength(11);
    expect(stdout).toMatch(/^incomplete in dialect own-words: \d cases not judged, 1 of them of a must {2}/m);
    expect(code).toBe(0);
  });

  test('of which --dialect none takes no notice: nobody gets in, and nobody says that it died', async () => {
    const { code, stdout } = await runCli([
      'check',
      '--profile',
      server.profile,
      '--dialect',
      'none',
      ...HURRIED,
    ]);
    expect(stdout).toMatch(/^FAIL {2}preflight\/login /m);
    expect(stdout).not.toMatch(/died|T12/);
    expect(code).toBe(1);
  });
});

test('a dialect that says more than the server wants is told so', async () => {
  const server = await serve(2);
  const dialect = join(folders[2]?.path ?? '', 'needless.yaml');
  writeFileSync(
    dialect,
    "name: needless\ncommands: { UPDT_MSG: { add: { message-length: '{characters}' }, order: [token, message-id, message-length] } }\n",
  );
  const flags = ['--only', 'login/ok', 'update/content', 'U1', '--dialect', dialect];
  const { code, stdout } = await runCli(['check', '--profile', server.profile, ...HURRIED, ...flags]);
  expect(stdout.replaceAll(/\n +/g, ' ')).toContain(
    "\nnote  dialect/updt-msg/message-length: the target takes the protocol's own form, so dialect needless adds message-length:{characters} without need\n",
  );
  expect(stdout).toMatch(/^conformant in dialect needless {2}/m);
  expect(code).toBe(0);
});

function warned(report: string): string[] {
  return Array.from(report.matchAll(/^WARN {2}(\S+)/gm), ([, id = '']) => id).sort();
}
