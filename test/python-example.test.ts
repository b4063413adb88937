import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readProfile } from '../target/read-profile.ts';
import { runCli } from './run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

const EXAMPLE = fileURLToPath(new URL('../examples/python-server/', import.meta.url));
/** Most of it is waiting for rate windows, and for a server that answers nothing to an endless line. */
const RUN_MS = 600_000;

/** The mistakes that are in it, and the cases that find each. */
const MISTAKES = {
  'a value ends at its second colon': [
    'login/token/colon-behind',
    'send/content/colon-first',
    'send/content/colon-last',
    'send/content/colons',
    'send/content/colons-in-a-row',
    'send/content/key',
    'update/content/colons',
  ],
  'message-length is taken to count bytes': [
    'send/characters/beyond-the-basic-plane',
    'send/characters/example',
    'send/characters/three-bytes',
    'send/characters/two-bytes',
    'send/length/bytes',
  ],
  'nobody looks whether a user is connected already': ['login/already/elsewhere', 'login/already/here'],
  'anybody may update a message': ['update/colleague', 'update/recipient', 'update/third-user'],
  'a content ends with its line': ['send/newline/command', 'send/newline/several', 'send/newline/within'],
  'a line that does not end is waited for': [
    'transport/harm/endless-name',
    'transport/harm/endless-token',
    'transport/harm/mebibyte',
  ],
  'the limit belongs to a connection': ['rate/minute/new-connection'],
  'a banned user goes on': ['ban/by-admin'],
} as const;

const report = z.object({ results: z.array(z.object({ id: z.string(), verdict: z.string() })) });

const accounts = z.array(z.strictObject({ id: z.int(), role: z.string(), token: z.string() }));

test('the accounts of the example stand in its file and in its profile alike', () => {
  const read = readProfile(join(EXAMPLE, 'tchatator.yaml'));
  const own = accounts.parse(JSON.parse(readFileSync(join(EXAMPLE, 'accounts.json'), 'utf8')));
  expect(read.kind === 'profile' && read.profile.accounts).toEqual(own);
});

test('a beginner’s server is told its mistakes, and nothing else', { timeout: RUN_MS }, async (context) => {
  const python = spawnSync('python3', ['--version']);
  context.skip(python.status !== 0, 'there is no python3 here to start the example with');
  using folder = temporaryFolder();
  const file = join(folder.path, 'report.json');
  const flags = ['--exec', 'python3 server.py', '--jobs', '4', '--patience', '120'];
  const { code, stderr } = await runCli([...flags, '--report', `json=${file}`], {
    cwd: EXAMPLE,
    env: { TMPDIR: folder.path },
    deadlineMs: RUN_MS - 10_000,
  });
  expect(code, stderr).toBe(1);
  const { results } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  const of = (...verdicts: string[]): string[] =>
    results.flatMap(({ id, verdict }) => (verdicts.includes(verdict) ? [id] : [])).sort();
  expect(of('fail', 'warn')).toEqual(Object.values(MISTAKES).flat().sort());
  expect(of('blocked', 'error')).toEqual([
    'disconnected/by-a-stranger',
    'disconnected/drop/keeps-others',
    'login/already/first-session-stays',
    'login/already/refused-connection-drops',
    'login/failed/second-leaves-unauthenticated',
    'login/race/one-user',
  ]);
  // The file of its messages is gone with it.
  expect(folder.names()).toEqual(['report.json']);
});
