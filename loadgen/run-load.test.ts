import { describe, expect, test } from 'vitest';
import { UNKNOWN, type Profile } from '../target/profile.ts';
import { startChatServer, valueOf, yes, type Answer } from './golden/chat-server.ts';
import { accountsOf, closed, open, planOf } from './golden/plans.ts';
import { probe } from './probe.ts';
import { runJobs } from './run-jobs.ts';
import { runLoad, type LoadOptions } from './run-load.ts';
import type { LoadEvent } from './result.ts';
import { parseGate } from './parse-gate.ts';
import { WHOLE } from './share.ts';
import type { Plan } from './plan.ts';

const profile: Profile = {
  ...UNKNOWN,
  accounts: accountsOf(8),
  timing: { answerMs: 10_000, idleMs: 1000, releaseMs: 1000 },
};

async function load(plan: Partial<Plan>, answer: Answer = yes, some: Partial<LoadOptions> = {}) {
  await using server = await startChatServer(answer);
  const events: LoadEvent[] = [];
  const loaded = await runLoad({
    plan: planOf(plan),
    written: { connections: 2 },
    share: WHOLE,
    engine: 'own',
    target: { kind: 'address', address: server.address },
    profile,
    workers: 1,
    machine: { cores: 2, isLocal: true },
    tag: 'abc',
    version: '1.2.3',
    startedAt: new Date('2024-05-06T07:08:09Z'),
    signal: new AbortController().signal,
    onEvent: (event) => void events.push(event),
    now: () => performance.now(),
    cpuMs: () => 5,
    runJobs,
    retryMs: 1,
    ...some,
  });
  return { loaded, events, heard: server.heard };
}

function resultIn({ loaded }: Awaited<ReturnType<typeof load>>) {
  if (loaded.kind !== 'result') throw new Error(JSON.stringify(loaded));
  return loaded.result;
}

const gate = (text: string) => {
  const parsed = parseGate(text);
  if (parsed.kind === 'problem') throw new Error(parsed.why);
  return parsed.gate;
};

describe('a load run', () => {
  test('is told in full', async () => {
    const run = await load({ gates: [gate('errors == 0'), gate('rate > 1/min')] });
    const result = resultIn(run);
    // A busy machine may make the generator doubt itself.
    const { doubts } = result.generator;
    expect(result).toMatchObject({
      format: 1,
      kind: 'load',
      tool: { name: 'tchatator-check', version: '1.2.3' },
      plan: { name: 'test', connections: 2 },
      share: WHOLE,
      startedAt: '2024-05-06T07:08:09.000Z',
      verdict: doubts.length === 0 ? 'passed' : 'invalid',
      interrupted: false,
      totals: { sent: 20, answered: 20, unexpected: 0, statuses: { '200/OK': 20 } },
      latency: { count: 20 },
      service: { count: 20 },
      commands: [{ command: 'send', sent: 20 }],
      generator: { engine: 'own', workers: 1, pacing: 'timer' },
      gates: [{ gate: 'errors == 0', actual: '0', kept: true }, { kept: true }],
      notes: [],
    });
    expect(run.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['plan', 'connected', 'started']) as string[],
    );
  });

  test.each([1, 2, 3, 5])(
    'by %d workers sends what the plan asks for, no more and no less',
    async (workers) => {
      const run = await load({ connections: 5, load: open(500, 300) }, yes, { workers });
      const result = resultIn(run);
      expect(result.totals).toMatchObject({ sent: 150, answered: 150 });
      expect(result.askedPerSecond).toBe(500);
      expect(result.generator.workers).toBe(workers);
      expect(result.generator.sendError.count).toBe(150);
      expect(run.heard.filter(({ name }) => name === 'SEND_MSG')).toHaveLength(150);
      const users = run.heard
        .filter(({ name }) => name === 'LOGIN')
        .map((login) => valueOf(login, 'api-token'));
      expect(new Set(users).size).toBe(5);
    },
  );

  test('begins at the time that is agreed upon, and not before', async () => {
    const startMs = performance.now() + 400;
    let firstMs = Infinity;
    const answer: Answer = ({ name }) => {
      if (name === 'SEND_MSG') firstMs = Math.min(firstMs, performance.now());
      return '200/OK\n';
    };
    const untilStartMs = (): number => startMs - performance.now();
    const run = await load({}, answer, { untilStartMs, workers: 2 });
    expect(resultIn(run).totals.sent).toBe(20);
    expect(firstMs).toBeGreaterThanOrEqual(startMs - 1);
    expect(run.events).toContainEqual({
      kind: 'stage',
      text: expect.stringMatching(/^all users are logged in; waiting 0\.[0-3] s/) as unknown,
    });
  });

  test('that is ready too late for it sends nothing, and says so', async () => {
    const { loaded, heard } = await load({}, yes, { untilStartMs: () => 10, workers: 2 });
    expect(loaded).toEqual({
      kind: 'cannot',
      why: [expect.stringMatching(/^the time of --start-at was over before all users were logged in/)],
      cure: 'start all shards anew, with more time',
    });
    expect(heard.filter(({ name }) => name === 'SEND_MSG')).toEqual([]);
  });

  test('of a part judges no gate of the whole', async () => {
    const share = { index: 0, of: 2 };
    expect(resultIn(await load({ gates: [gate('errors > 5')] }, yes, { share })).gates).toEqual([]);
  });

  test('in shares is the same as in one', async () => {
    const shares = [0, 1, 2].map((index) => ({ index, of: 3 }));
    const plan = { connections: 7, load: closed({ requests: 100, depth: 2 }) };
    const results = await Promise.all(
      shares.map(async (share) => resultIn(await load(plan, yes, { share, workers: 2 }))),
    );
    expect(results.map(({ totals }) => totals.sent)).toEqual([34, 33, 33]);
    expect(results.map(({ share }) => share)).toEqual(shares);
  });

  test('whose gate is broken has failed', async () => {
    const result = resultIn(
      await load({ gates: [gate('errors == 0')] }, (command) =>
        command.name === 'LOGIN' ? '200/OK\n' : '426/TOOMRQ\n',
      ),
    );
    // A busy machine may make the generator doubt itself.
    expect(result.verdict).toBe(result.generator.doubts.length === 0 ? 'failed' : 'invalid');
    expect(result.gates).toEqual([{ gate: 'errors == 0', actual: '20', kept: false }]);
    expect(result.notes.join()).toMatch(/20 answers were 426\/TOOMRQ: the target limits its users/);
    expect(result.ratePerSecond).toBe(0);
  });

  test('says that nothing was updated where the target tells no ids', async () => {
    const result = resultIn(await load({ mix: new Map([['update', 1]]) }));
    expect(result.commands.map(({ command }) => command)).toEqual(['send']);
    expect(result.notes.join()).toMatch(/^nothing was updated or deleted/);
  });

  test('whose target dies says so, and what it was like before', async () => {
    let count = 0;
    const result = resultIn(
      await load({ load: closed() }, (_, socket) => {
        count += 1;
        if (count < 30) return '200/OK\n';
        socket.destroy();
        return undefined;
      }),
    );
    expect(result.verdict).toBe('died');
    expect(result.reason).toMatch(/tried 6 times|again and again/);
    expect(result.totals.answered).toBeGreaterThan(10);
  });

  test('cannot begin where nobody is let in', async () => {
    const run = await load({}, () => '403/DENIED\n', { workers: 2 });
    expect(run.loaded).toEqual({ kind: 'cannot', why: ['LOGIN was answered 403 (tried 6 times)'] });
  });

  test('that is interrupted before it begins has no result', async () => {
    const signal = AbortSignal.abort();
    expect((await load({}, yes, { signal })).loaded).toEqual({ kind: 'interrupted' });
  });
});

describe('the probe', () => {
  const probed = async (answer: Answer, answerMs = 1000) => {
    await using server = await startChatServer(answer);
    return await probe({ address: server.address, token: 'x', answerMs });
  };

  test('finds out whether answers end with a newline', async () => {
    expect(await probed(yes, 10_000)).toEqual({
      kind: 'wire',
      wire: { ending: 'newline', terminated: true },
    });
    expect(await probed(() => '200/OK', 10_000)).toEqual({
      kind: 'wire',
      wire: { ending: 'newline', terminated: false },
    });
    expect(await probed(() => '403/DENIED\nmessage:who are you', 10_000)).toMatchObject({
      wire: { terminated: false },
    });
  });

  test('says who does not answer, and who answers something else', async () => {
    expect(await probed(() => undefined)).toMatchObject({
      kind: 'cannot',
      reason: expect.stringMatching(/^127\.0\.0\.1:\d+ does not answer LOGIN within 1000 ms/) as string,
    });
    expect(await probed(() => 'HTTP/1.1 400 Bad Request\r\n', 10_000)).toMatchObject({
      reason: expect.stringMatching(/does not answer LOGIN with a status$/) as string,
    });
  });

  test('says who is not there', async () => {
    const server = await startChatServer();
    await server.die();
    expect(await probe({ address: server.address, token: 'x', answerMs: 10_000 })).toMatchObject({
      reason: expect.stringMatching(/^cannot connect to 127\.0\.0\.1:\d+: .*ECONNREFUSED/) as string,
    });
  });
});
