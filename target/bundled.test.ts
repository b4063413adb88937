import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NotStarted, startBundled, type Started } from './bundled.ts';

/** What the programs of these tests have in common: they tell how they were called, and when they end. */
const PRELUDE = `
import { writeFileSync } from 'node:fs';
const beside = (name) => new URL(name, import.meta.url);
writeFileSync(beside('called.json'), JSON.stringify(process.argv.slice(2)));
process.stdin.resume().on('end', () => {
  writeFileSync(beside('ended'), '');
  process.exit();
});
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundled-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Trial {
  readonly started: Promise<Started>;
  readonly logged: readonly string[];
  readonly has: (name: string) => boolean;
  readonly read: (name: string) => string;
}

/** Starts a program that does this in place of the server; a profile stands beside it. */
function start(name: string, body: string, profile = 'target: 127.0.0.1:4242\n'): Trial {
  const own = mkdtempSync(join(folder, `${name}-`));
  const bin = join(own, 'bin.mjs');
  writeFileSync(bin, PRELUDE + body);
  writeFileSync(join(own, 'profile.yaml'), profile);
  const logged: string[] = [];
  return {
    started: startBundled({ bin, database: 'embedded', log: (line) => logged.push(line) }),
    logged,
    has: (file) => existsSync(join(own, file)),
    read: (file) => readFileSync(join(own, file), 'utf8'),
  };
}

const LISTENS = `
import { fileURLToPath } from 'node:url';
console.error('warming up');
console.log('database: PostgreSQL 17, embedded');
console.log('profile: ' + fileURLToPath(beside('profile.yaml')));
console.log('listening on 127.0.0.1:4242');
`;

describe('a server that starts', () => {
  test('is what its profile says, until it is stopped', async () => {
    const { started, logged, has } = start('starts', LISTENS);
    const server = await started;
    const { address, profile, description } = server;
    expect(address).toEqual({ host: '127.0.0.1', port: 4242 });
    expect(profile.target).toEqual(address);
    expect(description).toBe('PostgreSQL 17, embedded');
    expect(logged).toEqual(['warming up']);
    expect(has('ended')).toBe(false);
    await Promise.all([server.stop(), server.stop()]);
    expect(has('ended')).toBe(true);
    await server.stop();
  });

  test('is told to choose its port, its database and windows short enough', async () => {
    const { started, read } = start('called', LISTENS);
    await (await started).stop();
    const args: unknown = JSON.parse(read('called.json'));
    expect(args).toEqual(
      expect.arrayContaining(['serve', '--port', '0', '--database', 'embedded', '--until-stdin-closes']),
    );
    expect(args).toEqual(expect.arrayContaining(['--minute-ms', '500', '--hour-ms', '2000']));
  });
});

describe('a server that does not start', () => {
  test('is told of in its own words, with its exit code', async () => {
    const { started, logged } = start('refuses', "console.error('no database\\nname one'); process.exit(3);");
    const error = await started.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NotStarted);
    expect(error).toMatchObject({
      lines: ['no database', 'name one'],
      exitCode: 3,
      message: 'no database\nname one',
    });
    expect(logged).toEqual([]);
  });

  test('is told of, though it was killed', async () => {
    const { started } = start('killed', "process.kill(process.pid, 'SIGKILL'); setInterval(() => 0, 1000);");
    await expect(started).rejects.toMatchObject({ lines: [], exitCode: null });
  });

  test.each([
    ['cannot be read', 'target: [\n'],
    ['names no target', 'accounts: []\n'],
  ])('is one whose profile %s: it is stopped', async (_name, profile) => {
    const { started, has } = start('profile', LISTENS, profile);
    await expect(started).rejects.toThrow(
      /^the bundled server wrote a profile that cannot be read: .*profile\.yaml$/,
    );
    expect(has('ended')).toBe(true);
  });
});
