import { afterAll, describe, expect, test } from 'vitest';
import { UNKNOWN, type Account } from '../target/profile.ts';
import type { Case } from './case.ts';
import { caseOf, SPEC } from './golden/records.ts';
import { accountsOf } from './golden/run-context.ts';
import { doorkeeper, hears, startTinyServer, type Behaviour } from './golden/tiny-server.ts';
import type { RunEvent, RunResult, Verdict } from './result.ts';
import { runSuite, type Run, type RunOptions } from './run.ts';

const ACCOUNTS = accountsOf({ member: 3, pro: 2, admin: 1 });
const TOKENS = ACCOUNTS.map(({ token }) => token);

const LOGIN = caseOf('- user LOGIN: { expect: 200 }', ['L1'], { id: 'login/ok' });
const TWICE = caseOf('- user LOGIN\n- user LOGIN: { expect: 403 }', ['L4'], { id: 'login/twice' });
const GUEST = caseOf("- guest LOGIN: { with: { api-token: '{unknown-token}' }, expect: 403 }", ['L2'], {
  id: 'login/unknown',
});
const CASES = [LOGIN, TWICE, GUEST];

/** What a result tells, and nothing of what it was made of. */
const KEYS = [
  'clauses',
  'durationMs',
  'findings',
  'id',
  'level',
  'observed',
  'title',
  'transcript',
  'verdict',
];

const undo: AsyncDisposable[] = [];
afterAll(async () => {
  for (const each of undo) await each[Symbol.asyncDispose]();
});

interface Ran {
  readonly run: Run;
  readonly events: readonly RunEvent[];
}

async function run(
  behave: Behaviour,
  more: Partial<Omit<RunOptions, 'onEvent' | 'profile'>> & { accounts?: readonly Account[] } = {},
): Promise<Ran> {
  const server = await startTinyServer(behave);
  undo.push(server);
  const { accounts = ACCOUNTS, cases = CASES, ...options } = more;
  const events: RunEvent[] = [];
  const timing = { answerMs: 300, idleMs: 100, releaseMs: 200 };
  const result = await runSuite({
    address: { host: '127.0.0.1', port: server.port },
    kind: 'address',
    profile: { ...UNKNOWN, timing, accounts },
    protocol: SPEC.protocol,
    clauses: SPEC.clauses,
    cases,
    jobs: 2,
    patienceMs: 0,
    bail: false,
    version: '0.0.0',
    signal: new AbortController().signal,
    seed: { value: 5, shuffles: false },
    repeat: 1,
    startedAt: new Date(0),
    ...options,
    onEvent: (event) => events.push(event),
  });
  return { run: result, events };
}

function resultOf({ run: { kind, ...rest } }: Ran): RunResult {
  if (kind === 'unreachable' || !('result' in rest)) throw new Error('nothing was run');
  return rest.result;
}

function verdicts(ran: Ran): Record<string, Verdict> {
  return Object.fromEntries(resultOf(ran).results.map(({ id, verdict }) => [id, verdict]));
}

const RIGHT = hears(doorkeeper(TOKENS));

describe('a run', () => {
  test('asks what the target is, plays the cases, and sums up what holds everywhere', async () => {
    const ran = await run(hears(doorkeeper(TOKENS)));
    expect(verdicts(ran)).toEqual({
      'preflight/form': 'observed',
      'preflight/refuses': 'pass',
      'preflight/counting': 'observed',
      'login/ok': 'pass',
      'login/twice': 'pass',
      'login/unknown': 'pass',
      'run/status-lines': 'pass',
      'run/data-lines': 'pass',
      'run/one-response': 'pass',
      'run/survival': 'pass',
    });
    expect(resultOf(ran)).toMatchObject({ verdict: 'conformant', interrupted: false, counts: { pass: 8 } });
    const keys = new Set(resultOf(ran).results.flatMap((result) => Object.keys(result)));
    expect([...keys].toSorted()).toEqual(KEYS);
  });

  test('tells what it does: the plan first, then each case as it begins and ends', async () => {
    const { events } = await run(hears(doorkeeper(TOKENS)));
    expect(events[0]).toEqual({ kind: 'plan', total: 3, text: '3 cases' });
    const ended = events.flatMap((event) =>
      event.kind === 'case-ended' ? [`${event.done}/${event.total}`] : [],
    );
    expect(ended).toEqual(['1/3', '2/3', '3/3']);
    expect(events.filter(({ kind }) => kind === 'case-started')).toHaveLength(3);
  });

  test('without accounts, asks what needs none', async () => {
    const ran = await run(RIGHT, { accounts: [] });
    expect(verdicts(ran)).toMatchObject({
      'login/ok': 'skipped',
      'login/unknown': 'pass',
      'run/survival': 'pass',
    });
    expect(resultOf(ran).verdict).toBe('incomplete');
  });

  test('where nobody gets in, judges LOGIN, and skips what rests on it', async () => {
    const ran = await run(hears(doorkeeper([])));
    expect(verdicts(ran)).toMatchObject({
      'preflight/login': 'fail',
      'login/ok': 'fail',
      'login/twice': 'skipped',
      'login/unknown': 'pass',
    });
  });

  test('against what is no tchatator server, is one finding that blocks all cases', async () => {
    const ran = await run(hears(() => 'HTTP/1.1 400 Bad Request\r\n'));
    expect(verdicts(ran)).toEqual({
      'preflight/protocol': 'fail',
      'login/ok': 'blocked',
      'login/twice': 'blocked',
      'login/unknown': 'blocked',
    });
    expect(
      resultOf(ran)
        .results.slice(1)
        .every(({ blockedBy }) => blockedBy === 'preflight/protocol'),
    ).toBe(true);
  });

  test('against nothing, is none', async () => {
    const gone = await startTinyServer(() => undefined);
    await gone.die();
    const { run: none } = await run(RIGHT, { address: { host: '127.0.0.1', port: gone.port } });
    expect(none).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  test('a server that dies in a case is found dead once, and nothing more is asked', async () => {
    const answer = doorkeeper(TOKENS);
    const deadly: Case = caseOf('- guest write: { hex: "00", malformed: true, expect: anything }', ['S5'], {
      id: 'transport/nul',
      harm: true,
    });
    const after: Case = { ...GUEST, id: 'login/after', phase: 'harm', level: 'may' };
    const server = await startTinyServer((socket) => {
      socket.on('data', (bytes: Buffer) => {
        if (bytes.includes(0)) void server.die();
      });
      hears(answer)(socket);
    });
    undo.push(server);
    const ran = await run(RIGHT, {
      address: { host: '127.0.0.1', port: server.port },
      cases: [...CASES, deadly, after],
      jobs: 1,
    });
    expect(verdicts(ran)).toMatchObject({
      'transport/nul': 'fail',
      'login/after': 'blocked',
      'run/survival': 'fail',
    });
  });

  test('that is interrupted ends, with what it has', async () => {
    const stop = new AbortController();
    const ran = await run(
      hears(({ name }) => {
        if (name === 'LOGIN') stop.abort();
        return undefined;
      }),
      { signal: stop.signal },
    );
    expect(resultOf(ran)).toMatchObject({ verdict: 'incomplete', interrupted: true, counts: { fail: 0 } });
  });

  test('shows no token, whatever the target says', async () => {
    const answer = doorkeeper(TOKENS);
    const chatty = hears((heard, socket) => {
      const token = [...heard.parameters.values()].join(' ');
      return `${answer(heard, socket)}you said ${token}\ntoken:${token}\n`;
    });
    const ran = await run(chatty);
    expect(verdicts(ran)).toMatchObject({ 'run/data-lines': 'fail' });
    expect(JSON.stringify(ran).match(/.{40}token-of-(?:member|pro|admin)-\d/gi) ?? []).toEqual([]);
  });
});
