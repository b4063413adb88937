import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'serve-settings-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function configFile(text: string): string {
  const file = join(folder, 'config.yaml');
  writeFileSync(file, text);
  return file;
}

test('nothing told', () => {
  expect(readSettings({})).toMatchObject({
    kind: 'settings',
    settings: {
      options: { port: 4242, maxMessagesPerMinutes: 12 },
      database: 'auto',
      schema: undefined,
      seedAccounts: 12,
      writeProfile: undefined,
      untilStdinCloses: false,
      alteration: { kind: 'none' },
    },
  });
});

test('a fault or a variant by its name', () => {
  expect(readSettings({ fault: 'no-limit' })).toMatchObject({
    settings: { alteration: { kind: 'fault', name: 'no-limit' } },
  });
  expect(readSettings({ variant: 'slow' })).toMatchObject({
    settings: { alteration: { kind: 'variant', name: 'slow' } },
  });
});

test('flags win over the file, the file over the defaults', () => {
  const config = configFile('port: 5000\nmax-messages-per-minutes: 7\n');
  expect(readSettings({ config, port: '6000', untilStdinCloses: true, seedAccounts: '4' })).toMatchObject({
    settings: {
      options: { port: 6000, maxMessagesPerMinutes: 7, maxMessagesPerHours: 90 },
      seedAccounts: 4,
      untilStdinCloses: true,
    },
  });
});

test('an empty file says nothing', () => {
  expect(readSettings({ config: configFile('# later\n') })).toMatchObject({ kind: 'settings' });
});

describe('problems', () => {
  test('all at once, each with the flag, or the file and the option', () => {
    const config = configFile('port: 99999\nidle-ms: soon\nverbose: true\n');
    const flags = {
      port: '12abc',
      database: 'oracle',
      schema: 'My Schema',
      seedAccounts: '3',
      logLevel: 'loud',
    };
    expect(readSettings({ config, ...flags })).toEqual({
      kind: 'problems',
      problems: [
        '--database: expected auto, container, embedded or a postgres:// URL',
        '--schema: expected a-z, 0-9 and _, no digit first, at most 63 characters',
        '--seed-accounts: expected 0, or a whole number from 4 to 100000',
        '--port: expected a whole number from 0 to 65535',
        `${config}: idle-ms: expected a whole number from 50 to 2147483647`,
        '--log-level: expected one of trace, debug, info, warn, error, fatal, silent',
        `${config}: verbose: there is no such option`,
      ],
    });
  });

  test.each([
    ['fault', 'no-limits', 'no-limit'],
    ['fault', 'token-prefx', 'token-prefix-logs-in'],
    ['variant', 'slwo', 'slow'],
  ])('a %s that is not there: %s, with what was meant and all names', (kind, given, meant) => {
    const result = readSettings({ [kind]: given });
    expect(result.kind === 'problems' && result.problems).toEqual([
      expect.stringMatching(
        new RegExp(
          `^--${kind}: there is no ${given}; did you mean ${meant}\\? The names are .*\\b${meant}\\b`,
        ),
      ),
    ]);
  });

  test('a file that is not there', () => {
    expect(readSettings({ config: '/nowhere.yaml' })).toEqual({
      kind: 'problems',
      problems: ["/nowhere.yaml: cannot be read (ENOENT: no such file or directory, open '/nowhere.yaml')"],
    });
  });

  test('a file that is not YAML', () => {
    const config = configFile('port: [1\n');
    const result = readSettings({ config });
    expect(result.kind === 'problems' && result.problems).toEqual([
      expect.stringMatching(/config\.yaml: .* at line 2, column 1:$/),
    ]);
  });

  test('a file without names', () => {
    const config = configFile('- 4242\n');
    expect(readSettings({ config })).toEqual({
      kind: 'problems',
      problems: [`${config}: expected options by name`],
    });
  });
});
