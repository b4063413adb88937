import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseOptions } from '../../server/options.ts';
import { profileFile } from '../../target/profile.ts';
import { profileOf, temporaryFolder, writeSecret } from './profile.ts';

function optionsWith(given: Record<string, unknown>) {
  const result = parseOptions(given);
  if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems));
  return result.options;
}

test('says all that a checker needs to know', () => {
  const options = optionsWith({ 'minute-ms': 1000, 'hour-ms': 60_000, 'idle-ms': 800 });
  const accounts = [
    { id: 1, role: 'member', token: 'aB3' },
    { id: 2, role: 'pro', token: '007' },
  ] as const;
  const text = profileOf({ options, port: 5000, accounts, database: 'postgres://u:p@h/d' });
  expect(text).toBe(`target: 127.0.0.1:5000
limits:
  messages-per-minute: 12
  messages-per-hour: 90
  message-length: 1000
  minute-ms: 1000
  hour-ms: 60000
timing:
  answer-ms: 2000
  idle-ms: 300
  release-ms: 2000
database: postgres://u:p@h/d
accounts:
  - id: 1
    role: member
    token: aB3
  - id: 2
    role: pro
    token: "007"
`);
  expect(profileFile.parse(parse(text))).toMatchObject({
    target: { host: '127.0.0.1', port: 5000 },
    accounts,
  });
});

test.each([
  ['0.0.0.0', '127.0.0.1:1'],
  ['::', '[::1]:1'],
  ['::1', '[::1]:1'],
  ['localhost', 'localhost:1'],
])('a server on %s is reached at %s', (host, target) => {
  const text = profileOf({
    options: optionsWith({ host }),
    port: 1,
    accounts: [],
    database: 'postgres://h/d',
  });
  expect(parse(text)).toMatchObject({ target });
});

test('only its owner may read it, even where a file was before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'serve-profile-'));
  const file = join(folder, 'profile.yaml');
  writeFileSync(file, 'something longer than what comes', { mode: 0o644 });
  await writeSecret(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});

test('a temporary folder goes with all that is in it', async () => {
  const folder = await temporaryFolder();
  await writeSecret(join(folder.path, 'profile.yaml'), 'x');
  await folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});
