import { afterAll, describe, expect, test } from 'vitest';
import { learnCounting } from './counting.ts';
import { accountsOf, runContext } from './golden/run-context.ts';
import { doorkeeper, hears, startTinyServer, type Behaviour } from './golden/tiny-server.ts';
import type { RunContext } from './play/context.ts';
import type { CaseResult } from './result.ts';

const ACCOUNTS = accountsOf({ member: 2, admin: 2 });
const TOKENS = ACCOUNTS.map(({ token }) => token);
const LIMIT = 5;

const undo: AsyncDisposable[] = [];
afterAll(async () => {
  for (const each of undo) await each[Symbol.asyncDispose]();
});

async function learn(
  behave: Behaviour,
  perMinute = LIMIT,
): Promise<{ run: RunContext; results: CaseResult[] }> {
  const server = await startTinyServer(behave);
  undo.push(server);
  const timing = { answerMs: 500, releaseMs: 0 };
  const run = runContext({ accounts: ACCOUNTS, port: server.port, limits: { perMinute }, timing });
  return { run, results: await learnCounting(run) };
}

/** Lets in whoever may, and answers 426 from this command of a connection on, whatever it is. */
function countsFrom(first: number): Behaviour {
  const answer = doorkeeper(TOKENS);
  const counts = new WeakMap<object, number>();
  return hears((heard, socket) => {
    const count = (counts.get(socket) ?? 0) + 1;
    counts.set(socket, count);
    return count >= first ? '426/TOOMRQ\n' : answer(heard, socket);
  });
}

describe('what counts towards the limit', () => {
  test('is only messages, where polls go on', async () => {
    const { run, results } = await learn(hears(doorkeeper(TOKENS)));
    expect(results).toMatchObject([
      { id: 'preflight/counting', verdict: 'observed', observed: 'only messages count' },
    ]);
    expect(run.ledger.counts).toBe('messages');
  });

  test.each([
    ['the login counts, too', LIMIT + 1],
    ['the login does not count', LIMIT + 2],
    ['the limit is one higher than declared', LIMIT + 3],
    ['the login itself is limited', 1],
  ])('is every command, where polls are limited: %s', async (_name, first) => {
    const { run, results } = await learn(countsFrom(first));
    expect(results).toMatchObject([{ observed: 'every command counts' }]);
    expect(run.ledger.counts).toBe('commands');
  });

  test('then the account that has found out is used up', async () => {
    const { run } = await learn(countsFrom(LIMIT + 1));
    const [spent] = ACCOUNTS.slice(-1);
    expect(spent && run.ledger.used(spent, { window: 'minute' }, run.now())).toBeGreaterThanOrEqual(LIMIT);
  });

  test.each<[string, Behaviour]>([
    ['who asks is not let in', hears(() => '403/DENIED\n')],
    ['polls are not answered', hears(({ name }) => (name === 'LOGIN' ? '200/OK\n' : undefined))],
    [
      'the connection closes',
      hears(({ name }, socket) => (name === 'LOGIN' ? '200/OK\n' : void socket.end())),
    ],
  ])('is not known where %s', async (_name, behave) => {
    const { run, results } = await learn(behave);
    expect(results).toEqual([]);
    expect(run.ledger.counts).toBe('messages');
    expect(
      run.ledger.lend([{ actor: 'a', role: 'admin', messages: 0, commands: 1, spoilt: false }], run.now())
        .kind,
    ).toBe('lent');
  });

  test('is not asked where the limit is far above what the suite sends', async () => {
    expect((await learn(countsFrom(1), 61)).results).toEqual([]);
  });
});
