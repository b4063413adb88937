import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { UNKNOWN } from '../../target/profile.ts';
import type { Command } from '../../wire/command.ts';
import { startChatServer, valueOf } from '../golden/chat-server.ts';
import { accountsOf, closed, open, planOf } from '../golden/plans.ts';
import type { Plan } from '../plan.ts';
import type { LoadResult } from '../result.ts';
import { runJobs } from '../run-jobs.ts';
import { runLoad } from '../run-load.ts';
import { WHOLE } from '../share.ts';

const accounts = accountsOf(4);

/** How often a server keeps a message, and what it answers; `number` counts the messages of all. */
type Keeping = (number: number) => { readonly times: number; readonly answer: string };

const right: Keeping = () => ({ times: 1, answer: '200/OK\n' });

/** Loads a small server that keeps messages so, and verifies what arrives. */
async function verify(keeping: Keeping, plan: Partial<Plan> = {}, workers = 1): Promise<LoadResult> {
  const queues = new Map<string, string[]>();
  let number = 0;
  const answer = (command: Command): string => {
    if (command.name === 'NEW_CHG_AVAILABLE') {
      const content = queues.get(valueOf(command, 'token'))?.shift();
      return content === undefined
        ? '200/OK\n'
        : `200/OK\ntype:new_message\nmessage:{"content":"${content}"}\n`;
    }
    if (command.name !== 'SEND_MSG') return '200/OK\n';
    const id = valueOf(command, 'recipient-id');
    const token = accounts.find((account) => String(account.id) === id)?.token ?? '';
    const { times, answer: told } = keeping(number);
    number += 1;
    const copies = Array.from({ length: times }, () => valueOf(command, 'content'));
    queues.set(token, [...(queues.get(token) ?? []), ...copies]);
    return told;
  };
  await using server = await startChatServer(answer);
  const loaded = await runLoad({
    plan: planOf({ connections: 4, load: closed({ requests: 90 }), verify: true, ...plan }),
    written: {},
    share: WHOLE,
    engine: 'own',
    target: { kind: 'address', address: server.address },
    profile: { ...UNKNOWN, accounts, timing: { answerMs: 10_000, idleMs: 1000, releaseMs: 1000 } },
    workers,
    machine: { cores: 2, isLocal: true },
    tag: 'abc123',
    version: '1.2.3',
    startedAt: new Date(0),
    signal: new AbortController().signal,
    onEvent: () => undefined,
    now: () => performance.now(),
    cpuMs: () => 0,
    runJobs,
  });
  if (loaded.kind !== 'result') throw new Error(JSON.stringify(loaded));
  return loaded.result;
}

const mix: Plan['mix'] = new Map([
  ['send', 2],
  ['poll', 1],
]);

test.each<[string, Partial<Plan>, number]>([
  ['a closed loop', {}, 1],
  ['a closed loop in several jobs', {}, 3],
  ['messages so long that their filling goes round', { size: { from: 27, to: 600 } }, 1],
  ['a deep closed loop with polls', { load: closed({ requests: 90, depth: 8 }), mix }, 1],
  ['an open loop with polls and a warm-up', { load: open(200, 500), mix, warmUpMs: 200 }, 2],
])('what a right server is sent arrives: %s', async (_, plan, workers) => {
  const { delivery, gates, totals } = await verify(right, plan, workers);
  expect(delivery).toMatchObject({ lost: 0, duplicated: 0, leaked: 0, strayed: 0, unseen: 0 });
  expect(delivery?.arrived).toBe(delivery?.sent);
  expect(delivery?.sent).toBeGreaterThan(40);
  expect(gates).toMatchObject([{ kept: true }]);
  // The polls behind the load are not part of it.
  expect(totals.sent).toBeLessThanOrEqual(141);
});

const every10th =
  (odd: ReturnType<Keeping>): Keeping =>
  (number) =>
    number % 10 === 0 ? odd : right(number);

test.each<[string, Keeping, Partial<NonNullable<LoadResult['delivery']>>]>([
  ['loses', every10th({ times: 0, answer: '200/OK\n' }), { sent: 90, arrived: 81, lost: 9 }],
  ['doubles', every10th({ times: 2, answer: '200/OK\n' }), { sent: 90, arrived: 81, duplicated: 9 }],
  [
    'delivers what it refuses',
    every10th({ times: 1, answer: '426/TOOMRQ\n' }),
    { sent: 81, refused: 9, leaked: 9 },
  ],
])('a server that %s some messages is found out', async (_, keeping, delivery) => {
  const result = await verify(keeping, { expect: [200, 426] });
  expect(result.delivery).toMatchObject(delivery);
  expect(result.gates).toMatchObject([{ kept: false }]);
});

test('a server that refuses and does not deliver is right', async () => {
  const result = await verify(every10th({ times: 0, answer: '426/TOOMRQ\n' }), { expect: [200, 426] });
  expect(result.delivery).toMatchObject({ sent: 81, arrived: 81, refused: 9, leaked: 0 });
  expect(result.gates).toMatchObject([{ kept: true }]);
});

test('without being asked nothing is verified', async () => {
  expect(await verify(right, { verify: false })).not.toHaveProperty('delivery');
});
