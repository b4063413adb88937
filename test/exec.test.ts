import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { freePort } from '../database/free-port.ts';
import { runReport } from '../reports/json-schema.ts';
import { databasesOfRuns, ownDatabase } from './own-database.ts';
import { ownServer } from './own-server.ts';
import { STORY_MS, runCli, type CliResult } from './run-cli.ts';
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: STORY_MS, hookTimeout: STORY_MS });

type Report = z.infer<typeof runReport>;
type Result = Report['results'][number];

let server: Database;
let folder: TemporaryFolder;
beforeAll(async () => {
  server = await ownDatabase();
});
afterAll(() => server.close());
beforeEach(() => {
  folder = temporaryFolder();
  return () => folder[Symbol.dispose]();
});

describe('a server that is started', () => {
  test('on the field’s tables conforms, may be looked into, and leaves nothing', async () => {
    writeFileSync(join(folder.path, 'tchatator.yaml'), LIMITS);
    const { report, code } = await check([
      '--exec',
      ownServer(),
      '--only',
      'login/ok',
      'stored',
      'send/from-pro',
      // Needs somebody who has sent nothing for a minute, and a minute lasts a minute here.
      '--skip',
      'stored/limited',
    ]);
    expect(report.results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'observed')).toEqual([]);
    expect(report.target).toMatchObject({ kind: 'exec', accounts: { member: 22, pro: 14, admin: 12 } });
    expect(code).toBe(0);
    expect(await databasesOfRuns(server.url)).toEqual([]);
    expect(folder.names().sort()).toEqual(['report.json', 'tchatator.yaml']);
  });

  test('with a fault is accused of that', async () => {
    const { report, code } = await check([
      '--exec',
      ownServer('--fault', 'banned-user-logs-in'),
      '--only',
      'ban',
    ]);
    expect(clausesOf(report)).toEqual(new Set(['L5']));
    expect(code).toBe(1);
  });

  test('that refuses all of one role is not taken for dead', async () => {
    const { report } = await check([
      '--exec',
      ownServer('--fault', 'members-cannot-log-in'),
      '--only',
      'login/ok',
      'login/role',
      'transport/harm/nothing-said',
      'transport/harm/format',
    ]);
    expect(clausesOf(report)).toEqual(new Set(['L1']));
    expect(verdictOf(report, 'run/survival')).toBe('pass');
  });

  test('listens where --target says, and gets that port', async () => {
    const port = await freePort();
    const { report } = await check([
      '--exec',
      ownServer(),
      '--target',
      `127.0.0.1:${port}`,
      '--only',
      'login/ok',
    ]);
    expect(report.target.address).toBe(`127.0.0.1:${port}`);
    expect(verdictOf(report, 'login/ok')).toBe('pass');
  });

  test('on tables of a team gets accounts by account-sql, and those that the files make', async () => {
    writeFileSync(join(folder.path, 'tables.sql'), TEAM_TABLES);
    writeFileSync(join(folder.path, 'tchatator.yaml'), teamProfile(ownServer()));
    const { report, code, stderr } = await check([
      '--only',
      'login/ok',
      'login/role',
      'send/from-pro',
      'ban',
    ]);
    expect(report.results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'observed')).toEqual([]);
    expect(report.target.accounts).toEqual({ member: 22, pro: 14, admin: 13 });
    expect(stderr).not.toContain('set aside');
    expect(code).toBe(0);
    expect(await databasesOfRuns(server.url)).toEqual([]);
  });

  test('on tables of a team, with a fault, is accused of that', async () => {
    writeFileSync(join(folder.path, 'tables.sql'), TEAM_TABLES);
    const command = ownServer('--fault', 'token-prefix-logs-in');
    writeFileSync(join(folder.path, 'tchatator.yaml'), teamProfile(command));
    const { report, code } = await check(['--only', 'login/token/prefix', 'login/ok']);
    expect(clausesOf(report)).toEqual(new Set(['L3']));
    expect(code).toBe(1);
  });
});

describe('a server that dies', () => {
  test('of a poisonous frame is started again, and every other case is judged', async () => {
    const command = ownServer('--fault', 'nul-crashes-server');
    const { report, code, stdout, stderr } = await check([
      '--exec',
      command,
      '--only',
      'transport/harm/nul',
      'transport/harm/binary',
      'transport/harm/format',
      'login/ok',
    ]);
    const dead = ['transport/harm/binary', 'transport/harm/nul'];
    const failed = report.results.filter(({ verdict }) => verdict === 'fail');
    expect(failed.map(({ id }) => id).sort()).toEqual(dead);
    expect(report.counts).toMatchObject({ blocked: 0, error: 0, skipped: 0 });
    expect(clausesOf(report)).toEqual(new Set(['T12']));
    const poison = failed.find(({ id }) => id === 'transport/harm/nul')?.findings[0];
    expect(poison).toMatchObject({ actual: 'the server died: exit status 139 (SIGSEGV)' });
    expect(poison?.sent).toMatch(/^\\x00/);
    expect(poison?.said?.at(-1)).toMatch(/^listening on /);
    expect(verdictOf(report, 'run/survival')).toBe('pass');
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      'the server died in transport/harm/nul: exit status 139 (SIGSEGV); starting it again',
    );
    expect(stdout).toMatch(/^ {2}it said {5}\S/m);
    expect(code).toBe(1);
  });

  test('among others, several at once, is blamed where it dies alone', async () => {
    const command = ownServer('--fault', 'disconnected-without-login-crashes-server');
    const { report } = await check([
      '--exec',
      command,
      '--jobs',
      '4',
      '--only',
      'disconnected/without-login',
      'login/ok',
      'login/role',
      'send/from-pro',
    ]);
    const failed = report.results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
    expect(failed).toEqual(['disconnected/without-login']);
    expect(report.counts.blocked).toBe(0);
  });

  test('at its first command ends the run, with its last words', async () => {
    const { report, code } = await check(['--exec', `echo ready; exec ${ONE_CONNECTION}`, '--only', 'login']);
    const [first] = report.results;
    expect(first?.findings[0]?.actual).toMatch(/; the server died: exit status 7$/);
    expect(first?.findings[0]?.said).toEqual(['ready', 'that was enough']);
    expect(report.counts.blocked).toBeGreaterThan(10);
    expect(code).toBe(1);
  });
});

/** What the bundled server is set to, as in the field. */
const LIMITS = 'limits: { messages-per-minute: 12, messages-per-hour: 90, message-length: 1000 }\n';

/** A server for one connection, which ends without an answer. */
const ONE_CONNECTION = `'${process.execPath}' -e '
  require("node:net").createServer((socket) => {
    socket.once("data", () => { console.log("that was enough"); process.exit(7); });
  }).listen(process.env.PORT, "127.0.0.1");
'`;

/** A team's own tables; triggers keep those that the bundled server reads in step. */
const TEAM_TABLES = `
${readFileSync(new URL('../database/field-tables.sql', import.meta.url), 'utf8')}
create table person (number integer primary key, kind text not null, secret text unique not null);
create function person_to_field() returns trigger language plpgsql as $$
begin
  insert into account (id) values (new.number);
  insert into user_account (account_id, api_token) values (new.number, new.secret);
  case new.kind
    when 'boss' then insert into administrator_user (user_id) values (new.number);
    when 'shop' then insert into professional_user (user_id) values (new.number);
    else insert into member_user (user_id) values (new.number);
  end case;
  return new;
end $$;
create trigger person_to_field after insert on person for each row execute function person_to_field();
insert into person values (9, 'boss', 'token-of-the-first-boss');
`;

function teamProfile(command: string): string {
  return `
exec:
  command: ${JSON.stringify(command)}
schema: tables.sql
account-sql:
  member: insert into person values (:id, 'guest', :token)
  pro: insert into person values (:id, 'shop', :token)
  admin: insert into person values (:id, 'boss', :token)
accounts:
  - { id: 9, role: admin, token: token-of-the-first-boss }
`;
}

interface Checked extends CliResult {
  readonly report: Report;
}

/** Checks from within the folder of the test, on a database of the server. */
async function check(args: readonly string[]): Promise<Checked> {
  const file = join(folder.path, 'report.json');
  const reports = ['--report', 'terminal', '--report', `json=${file}`];
  const result = await runCli(['check', '--database', server.url, ...args, ...reports], {
    cwd: folder.path,
    env: { TMPDIR: folder.path },
  });
  expect(result.stdout + result.stderr).not.toMatch(/^\s+at |bug of tchatator/m);
  expect([0, 1], result.stderr).toContain(result.code);
  return { ...result, report: runReport.parse(JSON.parse(readFileSync(file, 'utf8'))) };
}

function clausesOf({ results }: Report): Set<string> {
  return new Set(results.flatMap(({ findings }) => findings.map(({ clause }) => clause)));
}

function verdictOf({ results }: Report, id: string): Result['verdict'] | undefined {
  return results.find((result) => result.id === id)?.verdict;
}
