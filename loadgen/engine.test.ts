import { describe, expect, test } from 'vitest';
import { runJob } from './engine.ts';
import { startChatServer, valueOf, yes, type Answer } from './golden/chat-server.ts';
import { around, closed, jobOf, open, planOf } from './golden/plans.ts';
import type { Job, Outcome } from './job.ts';
import type { Measured } from './measured.ts';
import type { Plan } from './plan.ts';

/** Logs in whoever comes, and answers everything else so. */
const answering =
  (answer: Answer): Answer =>
  (command, socket) =>
    command.name === 'LOGIN' ? '200/OK\n' : answer(command, socket);

function measuredIn(outcome: Outcome): Measured {
  if (outcome.kind !== 'measured') throw new Error(`not measured: ${outcome.reason ?? 'interrupted'}`);
  return outcome.measured;
}

/** Runs a plan against a server that answers so, and tells what came of it and what was heard. */
async function run(plan: Partial<Plan>, answer: Answer = yes, some: Partial<Job> = {}) {
  await using server = await startChatServer(answer);
  const outcome = await runJob(jobOf({ plan: planOf(plan), address: server.address, ...some }), around());
  return { outcome, heard: server.heard };
}

/** Contents of messages are worth a look only where they differ. */
const names = (heard: readonly { name: string }[]) =>
  heard.map(({ name }) => name).filter((name) => name !== 'LOGIN' && name !== 'DISCONNECTED');

describe('a closed loop', () => {
  test.each([1, 2, 16, 50])(
    'of depth %d sends as many commands as are asked for, and no more',
    async (depth) => {
      const { outcome, heard } = await run({ load: closed({ depth, requests: 101 }), connections: 3 });
      const measured = measuredIn(outcome);
      expect(measured.commands).toMatchObject([
        { kind: 'send', sent: 101, answered: 101, lost: 0, unanswered: 0, statuses: { 200: 101 } },
      ]);
      expect(names(heard)).toHaveLength(101);
      const contents = heard
        .map((command) => valueOf(command, 'content'))
        .filter((content) => content !== '');
      expect(new Set(contents).size).toBe(101);
      expect(measured.sendError.counts).toEqual([]);
    },
  );

  test('logs each user in on a connection of its own, and out again', async () => {
    const { heard } = await run({ connections: 5 });
    const logins = heard.filter(({ name }) => name === 'LOGIN').map((login) => valueOf(login, 'api-token'));
    expect(logins.toSorted()).toEqual(['token-1', 'token-2', 'token-3', 'token-4', 'token-5']);
    expect(heard.filter(({ name }) => name === 'DISCONNECTED')).toHaveLength(5);
  });

  test('never has more on its way than its depth', async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    const later = answering((_, socket) => {
      waiting.push(() => socket.write('200/OK\n'));
      most = Math.max(most, waiting.length);
      setImmediate(() => waiting.shift()?.());
      return undefined;
    });
    const { outcome } = await run({ load: closed({ depth: 4, requests: 200 }), connections: 1 }, later);
    expect(measuredIn(outcome).commands[0]?.answered).toBe(200);
    expect(most).toBeLessThanOrEqual(4);
    expect(most).toBeGreaterThan(1);
  });

  test('of one user who thinks goes on behind each answer', async () => {
    const { outcome } = await run({ load: closed({ thinkMs: 5, requests: 10 }), connections: 1 });
    expect(measuredIn(outcome).commands[0]?.answered).toBe(10);
  });

  test('thinks, ends with its time, and starts no two users in step', async () => {
    const { outcome } = await run({ load: closed({ thinkMs: 40, durationMs: 400 }), connections: 4 });
    const { sent, answered } = measuredIn(outcome).commands[0] ?? { sent: 0, answered: 0 };
    expect(answered).toBe(sent);
    // Four users who think for a tenth of the time; how busy the machine is only makes it less.
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThanOrEqual(4 * 11);
  });

  test('mixes commands exactly by their weights', async () => {
    const { heard } = await run({
      mix: new Map([
        ['send', 3],
        ['poll', 1],
      ]),
      load: closed({ requests: 64 }),
      connections: 1,
    });
    expect(names(heard).filter((name) => name === 'SEND_MSG')).toHaveLength(48);
  });
});

describe('an open loop', () => {
  test('sends what is due, all of it, and says how late it was', async () => {
    const { outcome } = await run({ load: open(500, 400), connections: 3 });
    const measured = measuredIn(outcome);
    expect(measured.commands).toMatchObject([{ sent: 200, answered: 200 }]);
    expect(measured.sendError.counts.length).toBeGreaterThan(0);
    expect(outcome).toMatchObject({ measuredMs: expect.closeTo(400, 3) as number });
  });

  test('goes on sending while no answer comes, and charges the waiting', async () => {
    const held: (() => void)[] = [];
    let heard = 0;
    const frozen = answering((_, socket) => {
      heard += 1;
      held.push(() => socket.write('200/OK\n'));
      // Only when all that is due has come is anything answered: whoever waits for answers would never get there.
      if (heard === 100) for (const answer of held) answer();
      return undefined;
    });
    const { outcome } = await run({ load: open(500, 200), connections: 2 }, frozen);
    const { commands, service } = measuredIn(outcome);
    expect(commands).toMatchObject([{ sent: 100, answered: 100 }]);
    // The first was due 198 ms before the last.
    expect(commands[0]?.latency.maxUs).toBeGreaterThanOrEqual(198_000);
    expect(service.maxUs).toBeLessThanOrEqual(commands[0]?.latency.maxUs ?? 0);
  });

  test('keeps to its depth; what waits for it is charged from when it was due', async () => {
    let onTheirWay = 0;
    let most = 0;
    const slow = answering((_, socket) => {
      onTheirWay += 1;
      most = Math.max(most, onTheirWay);
      setTimeout(() => {
        onTheirWay -= 1;
        socket.write('200/OK\n');
      }, 10);
      return undefined;
    });
    const { outcome } = await run({ load: open(1000, 50, { depth: 2 }), connections: 1 }, slow);
    const { commands, service } = measuredIn(outcome);
    expect(commands).toMatchObject([{ sent: 50, answered: 50 }]);
    expect(most).toBe(2);
    // 25 rounds of 10 ms, and the last was due after 49 ms.
    expect(commands[0]?.latency.maxUs).toBeGreaterThan(150_000);
    expect(service.sumUs).toBeLessThan(commands[0]?.latency.sumUs ?? 0);
  });

  test('leaves the warm-up out', async () => {
    const { outcome, heard } = await run({ load: open(200, 200), warmUpMs: 200 });
    expect(measuredIn(outcome).commands).toMatchObject([{ sent: 40, answered: 40 }]);
    expect(names(heard)).toHaveLength(80);
  });

  test('says what was not answered in the end', async () => {
    let count = 0;
    const some = answering(() => (++count <= 15 ? '200/OK\n' : undefined));
    const { outcome } = await run({ load: open(100, 200, { depth: 1 }), connections: 1 }, some, {
      answerMs: 1000,
    });
    const measured = measuredIn(outcome);
    expect(measured.commands).toMatchObject([{ sent: 16, answered: 15, unanswered: 1 }]);
    expect(measured.unsent).toBe(4);
  });
});

describe('a target', () => {
  test('that answers otherwise is taken at its word', async () => {
    let count = 0;
    const { outcome } = await run(
      {},
      answering(() => (++count % 4 === 0 ? '426/TOOMRQ\nmessage:slow down\n' : '200/OK\n')),
    );
    expect(measuredIn(outcome).commands).toMatchObject([
      { answered: 20, unexpected: 5, statuses: { 200: 15, 426: 5 } },
    ]);
  });

  test('that answers twice has said something nobody asked for', async () => {
    const { outcome } = await run(
      { connections: 1 },
      answering(() => '200/OK\n200/OK\n'),
    );
    expect(measuredIn(outcome).unasked).toBe(20);
  });

  test('that tells ids lets messages be updated and deleted, only those of the user', async () => {
    let id = 0;
    const owners = new Map<string, string>();
    const { outcome, heard } = await run(
      {
        mix: new Map([
          ['send', 2],
          ['poll', 1],
          ['update', 1],
          ['delete', 1],
        ]),
        load: closed({ depth: 3, requests: 200 }),
      },
      answering((command) => {
        if (command.name === 'NEW_CHG_AVAILABLE') return '200/OK\ntype:message_deleted\nmessage-id:99999\n';
        if (command.name !== 'SEND_MSG') return '200/OK\n';
        owners.set(String(++id), valueOf(command, 'token'));
        return `200/OK\nmessage-id:${id}\n`;
      }),
    );
    const changed = heard.filter(({ name }) => name === 'UPDT_MSG' || name === 'DEL_MSG');
    expect(changed.length).toBeGreaterThan(20);
    for (const command of changed)
      expect(owners.get(valueOf(command, 'message-id'))).toBe(valueOf(command, 'token'));
    const deleted = changed
      .filter(({ name }) => name === 'DEL_MSG')
      .map((each) => valueOf(each, 'message-id'));
    expect(new Set(deleted).size).toBe(deleted.length);
    expect(measuredIn(outcome).commands.map(({ kind }) => kind)).toEqual([
      'send',
      'poll',
      'update',
      'delete',
    ]);
  });

  test('that ends no line gets one command at a time', async () => {
    let onTheirWay = 0;
    const { outcome } = await run(
      { load: closed({ depth: 8, requests: 50 }), connections: 2 },
      (_, socket) => {
        onTheirWay += 1;
        setImmediate(() => {
          expect(onTheirWay).toBeLessThanOrEqual(2);
          onTheirWay -= 1;
          socket.write('200/OK\nmessage:as you wish');
        });
        return undefined;
      },
      { wire: { ending: 'newline', terminated: false } },
    );
    expect(measuredIn(outcome).commands).toMatchObject([{ sent: 50, answered: 50 }]);
  });

  test('that drops connections is connected to again, and what was on its way is lost', async () => {
    let count = 0;
    const { outcome, heard } = await run(
      { load: closed({ depth: 2, requests: 60 }), connections: 2 },
      answering((_, socket) => {
        count += 1;
        if (count % 25 !== 0) return '200/OK\n';
        socket.destroy();
        return undefined;
      }),
    );
    const measured = measuredIn(outcome);
    const [command] = measured.commands;
    expect(command?.sent).toBe(60);
    expect((command?.answered ?? 0) + (command?.lost ?? 0)).toBe(60);
    expect(command?.lost).toBeGreaterThanOrEqual(2);
    expect(measured.reconnects).toBeGreaterThanOrEqual(1);
    expect(heard.filter(({ name }) => name === 'LOGIN').length).toBe(2 + measured.reconnects);
    expect(outcome).not.toHaveProperty('gone');
  });

  test('that closes again and again is given up, with what was measured until then', async () => {
    const { outcome, heard } = await run(
      { load: closed({ requests: 1000 }), connections: 1 },
      answering((_, socket) => {
        socket.end('200/OK\n');
        return undefined;
      }),
    );
    expect(outcome).toMatchObject({
      kind: 'measured',
      gone: expect.stringContaining('again and again') as string,
    });
    expect(heard.filter(({ name }) => name === 'LOGIN').length).toBeLessThan(20);
    expect(measuredIn(outcome).commands[0]?.answered).toBeGreaterThan(5);
  });

  test('that dies is given up after a few tries', async () => {
    let count = 0;
    await using server = await startChatServer(
      answering(() => {
        count += 1;
        if (count === 10) void server.die();
        return '200/OK\n';
      }),
    );
    const outcome = await runJob(
      jobOf({ plan: planOf({ load: closed({ requests: 1000 }) }), address: server.address }),
      around(),
    );
    expect(outcome).toMatchObject({ gone: expect.stringMatching(/ECONNREFUSED.*tried 6 times/) as string });
    expect(measuredIn(outcome).commands[0]?.sent).toBeLessThan(20);
  });

  test('that lets a user not in stops the run before it begins', async () => {
    let logins = 0;
    const { outcome } = await run({}, (command) => {
      if (command.name !== 'LOGIN' || valueOf(command, 'api-token') !== 'token-2') return '200/OK\n';
      logins += 1;
      return '403/DENIED\n';
    });
    expect(outcome).toEqual({ kind: 'not-ready', reason: 'LOGIN was answered 403 (tried 6 times)' });
    expect(logins).toBe(6);
  });

  test('that frees a user late lets it in at last', async () => {
    let logins = 0;
    const { outcome } = await run({ connections: 1 }, (command) =>
      command.name === 'LOGIN' && ++logins < 3 ? '403/DENIED\n' : '200/OK\n',
    );
    expect(measuredIn(outcome).commands[0]?.answered).toBe(20);
  });
});

describe('a run that is cut short', () => {
  test('tells what was measured until then', async () => {
    const stop = new AbortController();
    let count = 0;
    await using server = await startChatServer(
      answering(() => {
        count += 1;
        if (count === 50) stop.abort();
        return '200/OK\n';
      }),
    );
    const job = jobOf({ plan: planOf({ load: closed() }), address: server.address });
    const outcome = await runJob(job, around({ signal: stop.signal }));
    const [command] = measuredIn(outcome).commands;
    expect(command?.answered).toBe(command?.sent);
    expect(command?.sent).toBeGreaterThanOrEqual(50);
  });

  test('before it began measures nothing', async () => {
    const stop = new AbortController();
    await using server = await startChatServer((command) => {
      if (command.name === 'LOGIN') stop.abort();
      return undefined;
    });
    const job = jobOf({ plan: planOf(), address: server.address });
    expect(await runJob(job, around({ signal: stop.signal }))).toEqual({ kind: 'not-ready' });
  });
});

test('a live view is told of every second', async () => {
  const numbers: number[] = [];
  await using server = await startChatServer();
  const plan = planOf({ load: open(20, 1100), warmUpMs: 1000 });
  await runJob(
    jobOf({ plan, address: server.address }),
    around({ onLive: ({ number }) => void numbers.push(number) }),
  );
  expect(numbers).toContain(0);
});
