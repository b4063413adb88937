import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { profileFile } from '../target/profile.ts';
import { readProfile } from '../target/read-profile.ts';

const bin = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function init(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'init', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function written(file = 'tchatator.yaml'): string {
  return readFileSync(join(folder, file), 'utf8');
}

describe('init', () => {
  test('writes a profile, for its owner alone, that can be used as it stands', () => {
    expect(init()).toEqual({
      status: 0,
      stdout: 'tchatator.yaml is written. Fill in the target and its accounts, then run "tchatator-check".\n',
      stderr: '',
    });
    expect(statSync(join(folder, 'tchatator.yaml')).mode & 0o777).toBe(0o600);
    expect(readProfile(join(folder, 'tchatator.yaml'))).toMatchObject({
      kind: 'profile',
      profile: { target: { host: '127.0.0.1', port: 4242 }, accounts: [] },
    });
  });

  test('tells how to use a file of another name', () => {
    expect(init('staging.yaml').stdout).toContain('run "tchatator-check --profile staging.yaml"');
    expect(written('staging.yaml')).toMatch(/^# What tchatator-check knows/);
  });

  test('replaces no file unless it is told to, and then makes it its owner’s alone', () => {
    writeFileSync(join(folder, 'tchatator.yaml'), 'mine');
    chmodSync(join(folder, 'tchatator.yaml'), 0o644);
    expect(init()).toEqual({
      status: 2,
      stdout: '',
      stderr: 'tchatator.yaml: is there already; name another file, or replace it with --force\n',
    });
    expect(written()).toBe('mine');
    expect(init('--force').status).toBe(0);
    expect(written()).toMatch(/^# What tchatator-check knows/);
    expect(statSync(join(folder, 'tchatator.yaml')).mode & 0o777).toBe(0o600);
  });

  test('says what to do about a place where no file can be', () => {
    mkdirSync(join(folder, 'here'));
    expect(init('here', '--force').stderr).toBe('here: is a folder; name a file\n');
    expect(init('not/there.yaml').stderr).toBe(
      'not/there.yaml: there is no folder not; create it, or name another file\n',
    );
  });
});

describe('what init writes', () => {
  test('can be used with all of it taken in', () => {
    init();
    writeFileSync(join(folder, 'whole.yaml'), whole(written()));
    expect(readProfile(join(folder, 'whole.yaml'))).toMatchObject({ kind: 'profile' });
  });

  test('has each key that a profile may have', () => {
    init();
    const keys = keysOf(z.toJSONSchema(profileFile, { io: 'input', unrepresentable: 'any' }));
    expect(keys).toContain('limits.messages-per-minute');
    expect(keys).toContain('accounts.token');
    const told: unknown = parse(whole(written()));
    expect(keys.filter((key) => !isThere(key.split('.'), told))).toEqual([]);
  });
});

/** What is left out stands behind a # without a space; a comment has one. */
function whole(text: string): string {
  return text.replaceAll(/^#(?! )/gm, '').replaceAll(/^# {2}(?=[ \w-])/gm, '  ');
}

/** The keys of all mappings that a schema describes, with those above them; lists are left out of the names. */
function keysOf(schema: unknown, above: readonly string[] = []): string[] {
  const { properties = {}, items, anyOf = [] } = node.parse(schema);
  return [
    ...Object.entries(properties).flatMap(([key, inner]) => [
      [...above, key].join('.'),
      ...keysOf(inner, [...above, key]),
    ]),
    ...(items === undefined ? [] : keysOf(items, above)),
    ...anyOf.flatMap((inner) => keysOf(inner, above)),
  ];
}

const node = z.object({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});

function isThere([key = '', ...below]: readonly string[], value: unknown): boolean {
  if (Array.isArray(value)) return value.some((each) => isThere([key, ...below], each));
  const mapping = z.record(z.string(), z.unknown()).safeParse(value);
  if (!mapping.success || !Object.hasOwn(mapping.data, key)) return false;
  return below.length === 0 || isThere(below, mapping.data[key]);
}
