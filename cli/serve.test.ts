import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { freshDatabase, type FreshDatabase } from '../database/fresh-database.ts';
import { profileFile, toProfile } from '../target/profile.ts';
import type { Account, Profile } from '../target/profile.ts';

const keptSchema = `kept_by_test_${process.pid}`;
const bin = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'serve-test-'));
const started: Served[] = [];
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase({ url: inject('databaseUrl'), kind: 'embedded' });
});

afterEach(async () => {
  for (const served of started.splice(0)) {
    served.child.kill('SIGTERM');
    await served.exit;
  }
});

afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

describe('serve', () => {
  test('says where, and last that it listens; stops at SIGTERM and leaves nothing behind', async () => {
    const served = await listening('--seed-accounts', '20');
    const { host, port } = served.profile().target ?? { host: '', port: 0 };
    expect(served.stdout.split('\n')).toEqual([
      expect.stringMatching(/^database: .*PostgreSQL \d+/),
      expect.stringMatching(/^profile: .*tchatator-check-\w+\/profile\.yaml$/),
      `listening on ${host}:${port}`,
      '',
    ]);
    expect(
      served
        .profile()
        .accounts.map(({ role }) => role)
        .sort(),
    ).toEqual([
      ...Array.from({ length: 5 }, () => 'admin'),
      ...Array.from({ length: 9 }, () => 'member'),
      ...Array.from({ length: 6 }, () => 'pro'),
    ]);
    for (const account of served.profile().accounts) expect(await login(served, account)).toBe('200/OK\n');
    const schema = await schemaOf(served);
    expect(schema).toMatch(/^tchatator_check_/);

    served.child.kill('SIGTERM');
    expect(await served.exit).toBe(0);
    expect(existsSync(dirname(served.profilePath()))).toBe(false);
    expect(await query('select from pg_namespace where nspname = $1', [schema])).toEqual([]);
  });

  test('stops at SIGINT; at a second one it does not wait', async () => {
    const polite = await listening();
    polite.child.kill('SIGINT');
    expect(await polite.exit).toBe(0);

    // A client that never closes its side keeps the server waiting.
    const hasty = await listening('--write-profile', join(folder, 'hasty.yaml'));
    const { host = '', port = 0 } = hasty.profile().target ?? {};
    const socket = connect({ host, port, allowHalfOpen: true });
    await once(socket, 'connect');
    const ended = once(socket.resume(), 'end');
    hasty.child.kill('SIGINT');
    await ended;
    hasty.child.kill('SIGINT');
    expect(await hasty.exit).toBe(130);
    socket.destroy();
  });

  test('stops when standard input ends, if told so', async () => {
    const served = await listening('--until-stdin-closes');
    served.child.stdin.end();
    expect(await served.exit).toBe(0);
  });

  test('writes the profile where it is told and leaves it there', async () => {
    const path = join(folder, 'kept.yaml');
    const served = await listening('--write-profile', path, '--max-messages-per-minutes', '5');
    expect(served.profilePath()).toBe(path);
    expect(served.profile().limits.perMinute).toBe(5);
    served.child.kill('SIGTERM');
    await served.exit;
    expect(existsSync(path)).toBe(true);
  });

  test('keeps a schema of a given name, and what is in it', async () => {
    const first = await listening('--schema', keptSchema);
    const [account] = first.profile().accounts;
    if (account === undefined) throw new Error('no accounts');
    first.child.kill('SIGTERM');
    await first.exit;
    const second = await listening('--schema', keptSchema, '--seed-accounts', '0');
    expect(second.profile().accounts).toEqual([]);
    expect(await login(second, account)).toBe('200/OK\n');
    second.child.kill('SIGTERM');
    await second.exit;
    await query(`drop schema ${keptSchema} cascade`);
  });

  test('is wrong on purpose, or odd but right, when told so', async () => {
    const wrong = await listening('--fault', 'token-prefix-logs-in');
    const [account] = wrong.profile().accounts;
    if (account === undefined) throw new Error('no accounts');
    expect(await login(wrong, { ...account, token: account.token.slice(0, -1) })).toBe('200/OK\n');
    const odd = await listening('--variant', 'bare-statuses');
    expect(await login(odd, { ...account, token: 'nobody’s' })).toBe('403/DENIED\n');
  });

  test('logs in JSON on standard error, and no token', async () => {
    const served = await listening('--log-level', 'debug', '--admin-api-token', 'secret-of-mine');
    const [account] = served.profile().accounts;
    if (account === undefined) throw new Error('no accounts');
    await login(served, account);
    await login(served, { id: 0, role: 'admin', token: 'secret-of-mine' });
    served.child.kill('SIGTERM');
    await served.exit;
    const lines = served.stderr.trim().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ msg: 'logged in', user: account.id }),
    );
    expect(served.stderr).not.toContain(account.token);
    expect(served.stderr).not.toContain('secret-of-mine');
  });
});

describe('serve cannot start', () => {
  test('with wrong flags and a wrong file: every problem on its line, exit 2', async () => {
    const config = join(folder, 'wrong.yaml');
    writeFileSync(config, 'max-messages-per-hours: many\n');
    const served = start('--config', config, '--port', 'http', '--seed-accounts', '1');
    expect(await served.exit).toBe(2);
    expect(served.stderr).toBe(
      '--seed-accounts: expected 0, or a whole number from 4 to 100000\n' +
        '--port: expected a whole number from 0 to 65535\n' +
        `${config}: max-messages-per-hours: expected a whole number from 1 to 1000000\n`,
    );
    expect(served.stdout).toBe('');
  });

  test('with a flag that does not exist: exit 2', async () => {
    const served = start('--prot', '1');
    expect(await served.exit).toBe(2);
    expect(served.stderr).toMatch(/^error: unknown option '--prot'/);
  });

  test('wrong and odd at once: exit 2', async () => {
    const served = start('--fault', 'no-limit', '--variant', 'slow');
    expect(await served.exit).toBe(2);
    expect(served.stderr).toMatch(
      /^error: option '--fault <name>' cannot be used with option '--variant <name>'/,
    );
  });

  test('on a port in use: exit 3, with the cure', async () => {
    const first = await listening();
    const { port = 0 } = first.profile().target ?? {};
    const second = start('--database', database.url, '--port', String(port));
    expect(await second.exit).toBe(3);
    expect(second.stderr).toBe(
      `cannot listen on 127.0.0.1:${port}: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n` +
        'stop what listens there, or choose another --port; 0 takes any free one\n',
    );
  });

  test('without its database: exit 3, with the cure', async () => {
    const served = start('--database', 'postgres://user:hush@127.0.0.1:1/none');
    expect(await served.exit).toBe(3);
    expect(served.stderr).toMatch(
      /^--database names postgres:\/\/user@127\.0\.0\.1:1\/none, which cannot be used: .*; start the server.*\n$/,
    );
  });
});

/** A `serve` in a process of its own. */
class Served {
  readonly child: ChildProcessWithoutNullStreams;
  /** Its exit code. */
  readonly exit: Promise<number | null>;
  stdout = '';
  stderr = '';

  constructor(flags: readonly string[]) {
    this.child = spawn(process.execPath, [bin, 'serve', ...flags]);
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exit = new Promise((resolve) => this.child.once('close', resolve));
  }

  profilePath(): string {
    return /^profile: (.*)$/m.exec(this.stdout)?.[1] ?? '';
  }

  profile(): Profile {
    return toProfile(profileFile.parse(parse(readFileSync(this.profilePath(), 'utf8'))));
  }
}

function start(...flags: string[]): Served {
  const served = new Served(flags);
  started.push(served);
  return served;
}

async function listening(...flags: string[]): Promise<Served> {
  const served = start('--database', database.url, '--port', '0', ...flags);
  while (!served.stdout.includes('\nlistening on ')) {
    const code = await Promise.race([once(served.child.stdout, 'data').then(() => 'more'), served.exit]);
    if (code !== 'more') throw new Error(`ended with ${code}: ${served.stderr}`);
  }
  return served;
}

async function login(served: Served, { token }: Account): Promise<string> {
  const { host = '', port = 0 } = served.profile().target ?? {};
  const socket = connect({ host, port }).setEncoding('utf8');
  socket.end(`LOGIN\napi-token:${token}\n`);
  const answer: string[] = [];
  for await (const text of socket) answer.push(String(text));
  return answer.join('');
}

/** The schema that holds the accounts of a server, found by the token of one of them. */
async function schemaOf(served: Served): Promise<string> {
  const rows = await query(
    `select nspname as name from pg_namespace where nspname ~ '^tchatator_check_'
     and query_to_xml(format('select api_token from %I.user_account', nspname), true, true, '')::text ~ $1`,
    [served.profile().accounts[0]?.token ?? ''],
  );
  return z.tuple([z.object({ name: z.string() })]).parse(rows)[0].name;
}

async function query(text: string, values: readonly string[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
