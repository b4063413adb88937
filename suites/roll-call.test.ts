import { afterAll, expect, test } from 'vitest';
import { accountsOf, runContext } from './golden/run-context.ts';
import { doorkeeper, hears, startTinyServer } from './golden/tiny-server.ts';
import type { RunContext } from './play/context.ts';
import type { CaseResult } from './result.ts';
import { callTheRoll } from './roll-call.ts';

const ACCOUNTS = accountsOf({ member: 3, pro: 2, admin: 1 });

const undo: AsyncDisposable[] = [];
afterAll(async () => {
  for (const each of undo) await each[Symbol.asyncDispose]();
});

/** The roll, where only these ids get in; a limited one is answered 426. */
async function call(
  getIn: readonly number[],
  limited: readonly number[] = [],
): Promise<{ run: RunContext; results: CaseResult[] }> {
  const tokensOf = (ids: readonly number[]): string[] =>
    ACCOUNTS.filter(({ id }) => ids.includes(id)).map(({ token }) => token);
  const answer = doorkeeper(tokensOf(getIn));
  const server = await startTinyServer(
    hears((heard, socket) => {
      const isLimited = tokensOf(limited).includes(heard.parameters.get('api-token') ?? '');
      return isLimited ? '426/TOOMRQ\n' : answer(heard, socket);
    }),
  );
  undo.push(server);
  const run = runContext({ accounts: ACCOUNTS, port: server.port });
  return { run, results: await callTheRoll(run) };
}

function usable({ run }: { run: RunContext }): number[] {
  return run.ledger.usable.map(({ id }) => id);
}

test('when all get in, nothing is told', async () => {
  const called = await call([1, 2, 3, 4, 5, 6]);
  expect(called.results).toEqual([]);
  expect(usable(called)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('whoever is refused while others of his role get in is set aside', async () => {
  const called = await call([1, 4, 5, 6]);
  expect(usable(called)).toEqual([1, 4, 5, 6]);
  expect(called.results).toMatchObject([
    {
      id: 'preflight/accounts',
      verdict: 'observed',
      level: 'may',
      observed:
        'set aside, for they cannot log in: 2 (member), 3 (member); banned by an earlier run, or in use?',
    },
  ]);
});

test('when nobody of a role gets in, that is for the cases to judge', async () => {
  const called = await call([4, 5, 6]);
  expect(called.results).toEqual([]);
  expect(usable(called)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('whoever is limited is here, and used up', async () => {
  const called = await call([2, 3, 4, 5, 6], [1]);
  expect(usable(called)).toEqual([1, 2, 3, 4, 5, 6]);
  const [first] = ACCOUNTS;
  expect(
    first && called.run.ledger.used(first, { window: 'minute' }, called.run.now()),
  ).toBeGreaterThanOrEqual(12);
});
