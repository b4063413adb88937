import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { UNKNOWN } from './profile.ts';
import { readProfile, type ReadProfile } from './read-profile.ts';

const folder = fileURLToPath(new URL('golden/profiles/', import.meta.url));

describe('a profile that can be used', () => {
  test('may say everything', () => {
    expect(read('whole.yaml')).toEqual({
      kind: 'profile',
      profile: {
        target: { host: '::1', port: 4243 },
        limits: { perMinute: 12, perHour: 90, messageLength: 1000, minuteMs: 500, hourMs: 2000 },
        timing: { answerMs: 1, idleMs: 86_400_000, releaseMs: 300 },
        accounts: [
          { id: 1, role: 'member', token: 'a:b' },
          { id: 2_147_483_647, role: 'admin', token: 'x' },
        ],
      },
    });
  });

  test('may say how the server is started; files are looked for from where it stands', () => {
    const member = [{ text: 'insert into person values ($1, $2)', names: ['id', 'token'] }];
    expect(read('launch.yaml')).toMatchObject({
      kind: 'profile',
      profile: {
        launch: {
          command: './server --port {port}',
          cwd: join(folder, '../server'),
          env: { LEVEL: '3', DEBUG: 'true', URL: '{database-url}' },
          ready: { kind: 'line', pattern: /^listening on \d+/ },
          stop: 'SIGINT',
          startMs: 5000,
          schema: [join(folder, 'tables.sql'), '/srv/roles.sql'],
          accountSql: { member, pro: [...member, { text: 'insert into pro values ($1)', names: ['id'] }] },
          envFile: true,
        },
      },
    });
  });

  test('may say nothing: what is not said is usual', () => {
    expect(read('empty.yaml')).toEqual({ kind: 'profile', profile: UNKNOWN });
  });
});

test('what is not said is this', () => {
  expect(UNKNOWN).toEqual({
    limits: { minuteMs: 60_000, hourMs: 3_600_000 },
    timing: { answerMs: 2000, releaseMs: 2000 },
    accounts: [],
  });
});

test('all that is wrong is told at once, each with its place and cure', async () => {
  const texts = readdirSync(folder)
    .sort()
    .flatMap((file) => problemsOf(file, read(file)));
  await expect(`${texts.join('\n')}\n`).toMatchFileSnapshot('golden/problems.txt');
});

test('a file that is not there is a problem, not an exception', () => {
  expect(read('no-such-file.yaml')).toMatchObject({
    kind: 'problems',
    problems: [
      { line: 1, column: 1, message: expect.stringMatching(/^the profile cannot be read: ENOENT/) as string },
    ],
  });
});

function read(file: string): ReadProfile {
  return readProfile(`${folder}${file}`);
}

function problemsOf(file: string, reading: ReadProfile): string[] {
  if (reading.kind === 'profile') return [];
  return reading.problems.map(
    ({ line, column, message, cure }) => `${file}:${line}:${column} ${message}\n    ${cure}`,
  );
}
