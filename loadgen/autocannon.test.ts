import autocannon from 'autocannon';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { instrumentOf, runWithAutocannon } from './autocannon.ts';
import { runJob } from './engine.ts';
import { startChatServer, type Answer } from './golden/chat-server.ts';
import { around, closed, jobOf, open, planOf } from './golden/plans.ts';
import type { Instrument } from './instrument.ts';
import type { Outcome } from './job.ts';
import type { Measured } from './measured.ts';
import type { Plan } from './plan.ts';

/** Every third message is one too many, and every fifth poll is denied: by the order in which they come of one user. */
function refusing(): Answer {
  const counts = new Map<string, number>();
  return (command) => {
    if (command.name === 'LOGIN' || command.name === 'DISCONNECTED') return '200/OK\n';
    const [token] = command.parameters;
    const key = `${command.name} ${token?.value ?? ''}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (command.name === 'SEND_MSG' && count % 3 === 0) return '426/TOOMRQ\nmessage:slower\n';
    if (command.name === 'NEW_CHG_AVAILABLE' && count % 5 === 0) return '403/DENIED\n';
    return '200/OK\nmessage-id:7\n';
  };
}

function measuredIn(outcome: Outcome): Measured {
  if (outcome.kind !== 'measured') throw new Error(`not measured: ${outcome.reason ?? 'interrupted'}`);
  return outcome.measured;
}

/** One user each, so that both engines ask for the same in the same order. */
async function onBoth(plan: Plan, answer: () => Answer) {
  await using own = await startChatServer(answer());
  await using other = await startChatServer(answer());
  const ours = await runJob(jobOf({ plan, address: own.address }), around());
  const theirs = await runWithAutocannon(jobOf({ plan, address: other.address }), around());
  return {
    ours: measuredIn(ours),
    theirs: measuredIn(theirs.outcome),
    own: theirs.own,
    heard: [own.heard, other.heard],
  };
}

const counts = ({ commands, inTime, unsent, unasked }: Measured): unknown => ({
  commands: commands.map(({ latency, ...tally }) => ({
    ...tally,
    times: sum(latency.counts.filter((_, at) => at % 2 === 1)),
  })),
  ...{ inTime, unsent, unasked },
});

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe('a closed loop with autocannon', () => {
  test.each([1, 16])(
    'of depth %d counts the same statuses as our engine, and as autocannon itself',
    async (depth) => {
      const mix = new Map([
        ['send', 2],
        ['poll', 1],
      ] as const);
      const plan = planOf({ load: closed({ depth, requests: 300 }), connections: 1, mix });
      const { ours, theirs, own, heard } = await onBoth(plan, refusing);
      expect(counts(theirs)).toEqual(counts(ours));
      expect(heard[1]).toEqual(heard[0]);
      const statuses = (measured: Measured, code: number): number =>
        sum(measured.commands.map((each) => each.statuses[code] ?? 0));
      expect(own.statusCodeStats).toEqual({
        200: { count: statuses(ours, 200) },
        403: { count: statuses(ours, 403) },
        426: { count: statuses(ours, 426) },
      });
      expect(own).toMatchObject({
        '2xx': statuses(ours, 200),
        '4xx': statuses(ours, 403) + statuses(ours, 426),
        errors: 0,
      });
      expect(own.requests).toMatchObject({ total: 300 });
      expect(own.throughput.total).toBeGreaterThan(300 * '200/OK\n'.length);
    },
  );

  test('loses what was on its way when connections end, and goes on', async () => {
    let heard = 0;
    const dropping: Answer = (command, socket) => {
      if (command.name !== 'SEND_MSG') return '200/OK\n';
      heard += 1;
      if (heard === 20) socket.destroy();
      return '200/OK\n';
    };
    await using server = await startChatServer(dropping);
    const plan = planOf({ load: closed({ requests: 60 }) });
    const { outcome, own } = await runWithAutocannon(jobOf({ plan, address: server.address }), around());
    expect(measuredIn(outcome)).toMatchObject({
      commands: [{ sent: 60, answered: 59, lost: 1, statuses: { 200: 59 } }],
      reconnects: 1,
    });
    expect(own['2xx']).toBe(59);
  });

  test('gives a target up that is not there, after a bounded number of tries', async () => {
    const server = await startChatServer();
    await server.die();
    const { outcome } = await runWithAutocannon(jobOf({ plan: planOf(), address: server.address }), around());
    expect(outcome).toMatchObject({
      kind: 'not-ready',
      reason: expect.stringMatching(/ECONNREFUSED.*tried 6 times/) as unknown,
    });
  });

  test('or any other instrument is not told to send while the peer takes nothing', async () => {
    const wake: (() => void)[] = [];
    await using server = await startChatServer(({ name }, socket) => {
      if (name === 'LOGIN') {
        socket.pause();
        wake.push(() => socket.resume());
      }
      return '200/OK\n';
    });
    let socket: Parameters<Instrument['begin']>[0] | undefined;
    let [filled, toldWhileFull] = [0, 0];
    const instrument: Instrument = {
      begin: (made) => (socket = made),
      send(frame) {
        if (socket?.writableNeedDrain === true) toldWhileFull += 1;
        if (socket?.write(frame) !== false) return;
        filled += 1;
        wake.shift()?.();
      },
      received: () => undefined,
      answered: () => 1,
      end: () => undefined,
    };
    const load = closed({ depth: 256, requests: 256 });
    const plan = planOf({ load, connections: 1, size: { from: 60_000, to: 60_000 } });
    const outcome = await runJob(jobOf({ plan, address: server.address }), around(), [instrument]);
    expect(measuredIn(outcome)).toMatchObject({ commands: [{ sent: 256, answered: 256 }] });
    expect(filled).toBeGreaterThan(0);
    expect(toldWhileFull).toBe(0);
  });

  test('cannot send on a schedule', async () => {
    const plan = planOf({ load: open(100, 1000) });
    const address = { host: '127.0.0.1', port: 9 };
    await expect(runWithAutocannon(jobOf({ plan, address }), around())).rejects.toThrow(
      'not when commands are due',
    );
  });
});

describe('what is relied on inside of autocannon', () => {
  /** A client as the hook gets it, and what autocannon makes of it in the end. */
  async function withClient(use: (client: autocannon.Client) => void): Promise<autocannon.Result> {
    return new Promise((resolve, reject) => {
      const options: autocannon.Options = {
        url: 'http://127.0.0.1',
        connections: 1,
        duration: 1000,
        sampleInt: 10,
        setupClient: use,
      };
      const instance = autocannon(options, (error: unknown, result) => {
        if (error instanceof Error) reject(error);
        else resolve(result);
      });
      setImmediate(() => instance.stop());
    });
  }

  test('is that of the version that is pinned', () => {
    const versionIn = (file: string): unknown => {
      const read: unknown = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
      return read;
    };
    expect(versionIn('../package.json')).toMatchObject({ dependencies: { autocannon: '9.0.0' } });
    expect(versionIn('../node_modules/autocannon/package.json')).toMatchObject({ version: '9.0.0' });
  });

  test('a client asks for each request when it sends, queues it with its time, and counts answers it is told of', async () => {
    const told: string[] = [];
    const result = await withClient((client) => {
      const instrument = instrumentOf(client);
      const socket = new PassThrough();
      socket.on('data', (bytes: Buffer) => told.push(bytes.toString()));
      client.on('response', (code, bytes, ms) => told.push(`${code} ${bytes} ${typeof ms}`));
      setImmediate(() => {
        instrument.begin(socket);
        instrument.send(Buffer.from('one'));
        instrument.send(Buffer.from('two'));
        instrument.received(9);
        expect(instrument.answered(200)).toBeGreaterThanOrEqual(0);
        expect(instrument.answered(426)).toBeGreaterThanOrEqual(0);
        expect(() => instrument.answered(200)).toThrow('no request on its way');
        instrument.send(Buffer.from('three'));
        instrument.end();
        expect(() => instrument.answered(200)).toThrow('no request on its way');
      });
    });
    expect(told.toSorted()).toEqual(['200 9 number', '426 0 number', 'one', 'three', 'two']);
    expect(result).toMatchObject({
      '2xx': 1,
      '4xx': 1,
      statusCodeStats: { 200: { count: 1 }, 426: { count: 1 } },
    });
  });

  test('a client never connects by itself, whatever becomes of it', async () => {
    const result = await withClient((client) => void instrumentOf(client));
    expect(result).toMatchObject({ errors: 0, timeouts: 0, '2xx': 0 });
  });

  test.each(['_doRequest', '_connect', '_destroyConnection', 'getRequestBuffer', 'pipelinedRequests'])(
    'a client without %s is refused',
    async (name) => {
      await withClient((client) => {
        instrumentOf(client);
        const other = new Proxy(client, {
          get: (of, key): unknown => (key === name ? undefined : Reflect.get(of, key)),
        });
        expect(() => instrumentOf(other)).toThrow('this version of autocannon has other clients inside');
      });
    },
  );
});
