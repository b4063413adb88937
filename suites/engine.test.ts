import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkServer, chosenFrom, loadSuite } from './engine.ts';
import { openTarget } from './open-target.ts';
import { version } from './version.ts';

let folder: string;
const undo: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-test-'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  for (const step of undo.splice(0).toReversed()) await step();
});

function profile(text: string): string {
  const file = join(folder, 'profile.yaml');
  writeFileSync(file, text);
  return file;
}

/** The address of a server that says 200/OK to each segment, so that a run soon comes to its end. */
async function yesSayer(): Promise<string> {
  const server = createServer((socket) => {
    socket.on('data', () => socket.write('200/OK\n'));
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `127.0.0.1:${address.port}`;
}

describe('loadSuite', () => {
  test('has the cases that come along, axes multiplied', () => {
    const { cases, clauses } = loadSuite();
    expect(cases.map(({ id }) => id)).toEqual(expect.arrayContaining(['login/ok', 'send/cut/in-name']));
    expect(clauses.get('L1')).toMatchObject({ level: 'must' });
  });

  test('tells all that is wrong with a folder', () => {
    expect(() => loadSuite(folder)).toThrow(
      /^axes\.yaml:1:1: the file is missing; put it back\nclauses\.yaml/,
    );
  });
});

describe('chosenFrom', () => {
  test('chooses as the command line does', () => {
    const suite = chosenFrom(loadSuite(), { only: ['login', 'L5'], skip: ['login/race'] });
    const ids = suite.cases.map(({ id }) => id);
    expect(ids).toContain('login/ok');
    expect(ids.filter((id) => id.startsWith('login/race'))).toEqual([]);
  });

  test('tells what a pattern that matches nothing may have meant', () => {
    expect(() => chosenFrom(loadSuite(), { only: ['lgin'] })).toThrow(
      '--only lgin: matches no case; did you mean login?',
    );
  });
});

describe('openTarget', () => {
  test('takes a profile by the name of its file, or as it is', async () => {
    const account = { id: 1, role: 'member', token: 'abc' } as const;
    const expected = { kind: 'address', address: { host: '127.0.0.1', port: 4242 } };
    const file = profile('target: 127.0.0.1:4242\naccounts: [{ id: 1, role: member, token: abc }]\n');
    expect(await openTarget(file)).toMatchObject({ ...expected, profile: { accounts: [account] } });
    expect(
      await openTarget({ target: 4242, accounts: [account], limits: { 'message-length': 9 } }),
    ).toMatchObject({
      ...expected,
      profile: { accounts: [account], limits: { messageLength: 9, minuteMs: 60_000 } },
    });
  });

  test('says what is wrong with a profile', async () => {
    await expect(openTarget(profile('target: here\n'))).rejects.toThrow(/profile\.yaml:1:9: .*no address/);
    await expect(openTarget(profile(''))).rejects.toThrow(
      /profile\.yaml names no target: add "target: host:port"/,
    );
    await expect(openTarget({})).rejects.toThrow('the profile names no target');
    await expect(openTarget({ target: 'here' })).rejects.toThrow(/^this is no profile:\n.*no address/s);
  });
});

describe('checkServer', () => {
  test('gives the result of a run, findings and all', async () => {
    const result = await checkServer({ target: await yesSayer() }, { only: ['login'] });
    expect(result).toMatchObject({
      format: 1,
      tool: { name: 'tchatator-check', version: version() },
      verdict: 'not-conformant',
      interrupted: false,
    });
    expect(result.results.find(({ verdict }) => verdict === 'fail')).toMatchObject({
      id: 'preflight/refuses',
      findings: [{ clause: 'L2', received: '200/OK\\n' }],
    });
  });

  test('stops what it has opened, whatever comes', async () => {
    let stopped = 0;
    const opened = await openTarget({ target: '127.0.0.1:1' });
    const target = () =>
      Promise.resolve({ ...opened, stop: () => Promise.resolve().then(() => void (stopped += 1)) });
    await expect(checkServer(target, { only: ['login/ok'] })).rejects.toThrow(
      /^cannot connect to the target: /,
    );
    expect(stopped).toBe(1);
  });
});
