import type { Socket } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import type { Ending } from '../wire/encode.ts';
import { accountsOf, runContext } from './golden/run-context.ts';
import { doorkeeper, hears, startTinyServer, type Behaviour, type Heard } from './golden/tiny-server.ts';
import type { RunContext } from './play/context.ts';
import { preflight, type Preflight } from './preflight.ts';
import type { CaseResult } from './result.ts';

/** What never comes is waited for as long as this, in ms. */
const ANSWER_MS = 500;
const ACCOUNTS = accountsOf({ member: 2, pro: 1, admin: 1 });
const TOKENS = ACCOUNTS.map(({ token }) => token);

const undo: AsyncDisposable[] = [];
afterAll(async () => {
  for (const each of undo) await each[Symbol.asyncDispose]();
});

interface Flown {
  readonly run: RunContext;
  readonly flight: Preflight;
}

/** The preflight against a server of this behaviour. */
async function fly(behave: Behaviour, accounts = ACCOUNTS): Promise<Flown> {
  const server = await startTinyServer(behave);
  undo.push(server);
  const run = runContext({ accounts, port: server.port, timing: { answerMs: ANSWER_MS } });
  return { run, flight: await preflight(run, accounts) };
}

function results({ flight }: Flown): Pick<CaseResult, 'id' | 'verdict' | 'observed'>[] {
  if (flight.kind === 'unreachable') throw new Error(flight.reason);
  return flight.results.map(({ id, verdict, observed }) => ({
    id,
    verdict,
    ...(observed !== undefined && { observed }),
  }));
}

/** A server in order, but for how it hears and what becomes of its answers. */
function server(ending: Ending = 'newline', altered = (answer: string): string => answer): Behaviour {
  const answer = doorkeeper(TOKENS);
  return hears((heard, socket) => altered(answer(heard, socket)), ending);
}

const REFUSES = { id: 'preflight/refuses', verdict: 'pass' };

describe.concurrent('the form of commands', () => {
  test.each<[Ending, string]>([
    ['newline', 'commands end with a newline; answers end with a newline'],
    ['empty-line', 'commands end with an empty line; answers end with a newline'],
    ['none', 'commands end without a newline; answers end with a newline'],
  ])('%s is found out', async (ending, words) => {
    const flown = await fly(server(ending));
    expect(flown.run.learnt).toMatchObject({
      ending,
      responseNewline: true,
      barrier: true,
      pipelining: true,
    });
    expect(flown.flight).toMatchObject({ kind: 'go', canLogIn: true });
    expect(results(flown)).toEqual([{ id: 'preflight/form', verdict: 'observed', observed: words }, REFUSES]);
  });

  test.each<Ending>(['newline', 'empty-line', 'none'])(
    '%s is found out without an account, too',
    async (ending) => {
      const flown = await fly(server(ending), []);
      expect(flown.run.learnt.ending).toBe(ending);
      expect(flown.flight).toMatchObject({ kind: 'go', canLogIn: false });
      expect(results(flown)).toEqual([REFUSES]);
    },
  );

  test.each<Ending>(['newline', 'empty-line', 'none'])(
    '%s is found out though the first account is refused',
    async (ending) => {
      const answer = doorkeeper(TOKENS.slice(1));
      const flown = await fly(hears(answer, ending));
      expect(flown.run.learnt.ending).toBe(ending);
      expect(flown.flight).toMatchObject({ kind: 'go', canLogIn: true });
    },
  );

  test('is found out though a whole role is refused, whose accounts come first', async () => {
    const accounts = ['pro', 'pro', 'pro', 'pro', 'member'] as const;
    const lent = accounts.map((role, index) => ({ id: index + 1, role, token: `token-${index}-of-its-own` }));
    const flown = await fly(hears(doorkeeper(['token-4-of-its-own']), 'newline'), lent);
    expect(flown.flight).toMatchObject({ kind: 'go', canLogIn: true });
  });

  test.each<Ending>(['newline', 'empty-line'])(
    '%s is found out though no account gets in',
    async (ending) => {
      const flown = await fly(hears(doorkeeper([]), ending));
      expect(flown.run.learnt.ending).toBe(ending);
      expect(flown.flight).toMatchObject({
        kind: 'go',
        canLogIn: false,
        results: [
          {
            id: 'preflight/login',
            verdict: 'fail',
            findings: [
              {
                clause: 'L1',
                expected: ['200/OK for the LOGIN of one of 4 accounts'],
                actual: '403/DENIED',
              },
            ],
          },
          REFUSES,
        ],
      });
    },
  );

  test('that is refused as malformed is not the one', async () => {
    const answer = doorkeeper(TOKENS);
    const strict = (heard: Heard, socket: Socket): string => answer(heard, socket);
    const flown = await fly((socket) => {
      socket.on('data', (bytes: Buffer) => {
        if (bytes.toString().endsWith('\n\n')) return;
        socket.write('416/MISFMT\n');
        socket.end();
      });
      hears(strict, 'empty-line')(socket);
    });
    expect(flown.run.learnt.ending).toBe('empty-line');
  });
});

describe.concurrent('the form of answers', () => {
  test('without a last newline is learnt; then commands go one at a time', async () => {
    const flown = await fly(server('newline', (answer) => answer.trimEnd()));
    expect(flown.run.learnt).toMatchObject({ responseNewline: false, pipelining: false });
    expect(results(flown)[0]?.observed).toBe('commands end with a newline; answers end without a newline');
  });

  test('twice is learnt; then there is no barrier, and each answer is waited out', async () => {
    const flown = await fly(server('newline', (answer) => answer + answer));
    expect(flown.run.learnt).toMatchObject({ repeatsItself: true, barrier: false, pipelining: false });
  });

  test('with data lines that come late is one answer', async () => {
    const answer = doorkeeper(TOKENS);
    const flown = await fly(
      hears((heard, socket) => {
        setTimeout(() => socket.write('message:Bonjour\n'), 20);
        return answer(heard, socket);
      }),
    );
    expect(flown.run.learnt).toMatchObject({ repeatsItself: false, barrier: true });
  });
});

describe.concurrent('a second LOGIN on the same connection', () => {
  test('that is refused is no barrier where the target closes behind it', async () => {
    const answer = doorkeeper(TOKENS);
    const flown = await fly(
      hears((heard, socket) => {
        const said = answer(heard, socket);
        if (!said.startsWith('200')) setImmediate(() => socket.end());
        return said;
      }),
    );
    expect(flown.run.learnt).toMatchObject({ barrier: false, closesAfterRefusal: true, pipelining: true });
  });

  test('that is let in, is no barrier', async () => {
    const lax = hears(({ name, parameters }) =>
      name === 'LOGIN' && TOKENS.includes(parameters.get('api-token') ?? '') ? '200/OK\n' : '416/MISFMT\n',
    );
    const flown = await fly(lax);
    expect(flown.run.learnt).toMatchObject({ barrier: false, closesAfterRefusal: false });
  });
});

describe.concurrent('a target that is none', () => {
  test.each<[string, Behaviour, string, string]>([
    ['says 200 to everything', hears(() => '200/OK\n'), 'preflight/refuses', 'L2'],
    ['speaks first', (socket) => socket.write('220 mail ESMTP\r\n'), 'preflight/greeting', 'T26'],
    ['never answers', (socket) => socket.resume(), 'preflight/protocol', 'T3'],
    ['closes when asked', (socket) => socket.once('data', () => socket.end()), 'preflight/protocol', 'T3'],
    ['speaks HTTP', hears(() => 'HTTP/1.1 400 Bad Request\r\n\r\n'), 'preflight/protocol', 'T4'],
    ['echoes', (socket) => socket.pipe(socket), 'preflight/protocol', 'T4'],
    ['has statuses of its own', hears(() => '500/ERROR\n'), 'preflight/protocol', 'T5'],
  ])('%s: one finding, and nothing else is asked', async (...[, behave, id, clause]) => {
    const flown = await Promise.all([fly(behave), fly(behave, [])]);
    for (const { flight } of flown) {
      expect(flight).toMatchObject({
        kind: 'stop',
        results: [{ id, verdict: 'fail', findings: [{ clause }] }],
      });
      expect(JSON.stringify(flight)).not.toMatch(/token-of/);
    }
  });

  test('and is not there, either', async () => {
    const gone = await startTinyServer(() => undefined);
    await gone.die();
    const run = runContext({ accounts: ACCOUNTS, port: gone.port });
    expect(await preflight(run, ACCOUNTS)).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  test('any more, has not survived its first command', async () => {
    const dying = await startTinyServer((socket) => socket.once('data', () => void dying.die()));
    const run = runContext({ accounts: ACCOUNTS, port: dying.port, timing: { answerMs: ANSWER_MS } });
    expect(await preflight(run, ACCOUNTS)).toMatchObject({
      kind: 'stop',
      results: [
        {
          id: 'preflight/survival',
          findings: [{ clause: 'T12', sent: expect.stringMatching(/^LOGIN/) as string }],
        },
      ],
    });
  });
});

test('whoever has logged in leaves, so that the accounts are free afterwards', async () => {
  const left: string[] = [];
  const answer = doorkeeper(TOKENS);
  await fly(
    hears((heard, socket) => {
      left.push(heard.name);
      return answer(heard, socket);
    }),
  );
  expect(left.at(-1)).toBe('DISCONNECTED');
});
