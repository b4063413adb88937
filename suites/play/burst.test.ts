import { afterAll, describe, expect, test } from 'vitest';
import type { BurstOptions } from '../../spec/step.ts';
import { accountsOf, caseContext, runContext } from '../golden/run-context.ts';
import { doorkeeper, hears, startTinyServer, type Heard } from '../golden/tiny-server.ts';
import { dueBy, playBurst } from './burst.ts';
import type { CaseContext, Patience } from './context.ts';

const [first, second] = [...accountsOf({ member: 1, pro: 1 })];
if (first === undefined || second === undefined) throw new Error('two accounts are due');
const [member, pro] = [first, second];
const WHO = { actor: 'pro', connection: 1, role: 'pro' } as const;

const undo: AsyncDisposable[] = [];
afterAll(async () => {
  for (const each of undo) await each[Symbol.asyncDispose]();
});

interface Clock {
  nowMs: number;
}

/** A case on a clock of its own. `answer`: to each SEND_MSG, by its number from 1. */
async function prepared(
  answer: (count: number, clock: Clock, heard: Heard) => string | undefined,
  patience: (clock: Clock) => Patience = () => ({ wait: () => Promise.resolve('no-patience') }),
): Promise<{
  context: CaseContext;
  clock: Clock;
  burst: (options: Partial<BurstOptions>) => ReturnType<typeof playBurst>;
}> {
  const clock = { nowMs: 1_000_000 };
  let count = 0;
  const others = doorkeeper([member.token, pro.token]);
  const server = await startTinyServer(
    hears((heard, socket) =>
      heard.name === 'SEND_MSG' ? answer((count += 1), clock, heard) : others(heard, socket),
    ),
  );
  undo.push(server);
  const run = runContext({
    accounts: [member, pro],
    port: server.port,
    limits: { perMinute: 4, perHour: 10, minuteMs: 1000, hourMs: 10_000 },
    timing: { answerMs: 500 },
    now: () => clock.nowMs,
    patience: patience(clock),
  });
  const context = caseContext(run, { member, pro });
  await context.channels.login(WHO, pro, 0);
  const burst = (options: Partial<BurstOptions>): ReturnType<typeof playBurst> =>
    playBurst(
      { who: WHO, options: { to: 'member', window: 'minute', judges: 'within', ...options } },
      context,
    );
  return { context, clock, burst };
}

/** Waits by setting the clock. */
function patient(clock: Clock): Patience {
  return {
    wait: (forMs) => {
      clock.nowMs += forMs;
      return Promise.resolve('waited');
    },
  };
}

const OK = '200/OK\n';
const LIMITED = '426/TOOMRQ\n';

describe('a burst', () => {
  test('within the limit is as many messages as are left of it', async () => {
    const { burst } = await prepared(() => OK);
    expect(await burst({})).toMatchObject({
      kind: 'burst',
      codes: [200, 200, 200, 200],
      allowed: 4,
      limit: 4,
    });
    const { context, clock, burst: again } = await prepared(() => OK);
    context.ledger.spend(pro, 'message', clock.nowMs);
    expect(await again({})).toMatchObject({ codes: [200, 200, 200], allowed: 3 });
  });

  test('beyond the limit goes on a little, so that a late 426 is told from none', async () => {
    const { burst } = await prepared(() => OK);
    const record = await burst({ judges: 'beyond' });
    expect(record).toMatchObject({ allowed: 4, elapsedMs: 0 });
    expect(record.kind === 'burst' && record.codes.length).toBeGreaterThan(5);
  });

  test('ends with the first 426', async () => {
    const { burst } = await prepared((count) => (count > 4 ? LIMITED : OK));
    const record = await burst({ judges: 'spend' });
    expect(record.kind === 'burst' && record.codes.indexOf(426)).toBe(4);
  });

  test('follows the window while it moves, but not for ever', async () => {
    const { burst } = await prepared((_count, clock) => {
      clock.nowMs += 300;
      return OK;
    });
    const record = await burst({ judges: 'beyond' });
    expect(record.kind === 'burst' && record.codes.length).toBeGreaterThan(4);
  });

  test('tells what did not answer', async () => {
    const { burst } = await prepared((count) => (count === 3 ? undefined : OK));
    expect(await burst({})).toMatchObject({ codes: [200, 200], broken: { kind: 'silence' } });
  });

  test('goes in one segment where the target is known to answer all of it', async () => {
    const { context, burst } = await prepared(() => OK);
    context.learnt.pipelining = true;
    await burst({});
    const sent = context.transcript.entries().filter(({ kind }) => kind === 'sent');
    expect(sent).toHaveLength(2);
  });

  test('is remembered by name, each message with its answer', async () => {
    const { context, burst } = await prepared((count) => (count > 4 ? LIMITED : OK));
    await burst({ judges: 'spend', as: 'b' });
    const { contents = [], codes = [] } = context.messages.get('b') ?? {};
    expect(new Set(contents).size).toBe(contents.length);
    expect(codes.slice(0, 5)).toEqual([200, 200, 200, 200, 426]);
    expect(codes).toHaveLength(contents.length);
  });

  test('is counted against the budget', async () => {
    const { context, clock, burst } = await prepared(() => OK);
    await burst({});
    expect(context.ledger.used(pro, { window: 'minute' }, clock.nowMs)).toBe(4);
  });
});

test('beyond the limit, only messages make a 426 due, whatever else a target may count', async () => {
  const { context, burst } = await prepared((count) => (count > 4 ? LIMITED : OK));
  context.ledger.counts = 'commands';
  expect(context.ledger.used(pro, { window: 'minute' }, context.now())).toBe(1);
  expect(await burst({ judges: 'beyond' })).toMatchObject({ allowed: 4 });
});

describe('within the limit', () => {
  test('is asked when no other account has sent in the window', async () => {
    const { context, clock, burst } = await prepared(() => OK, patient);
    context.ledger.spend(member, 'message', clock.nowMs);
    const before = clock.nowMs;
    await burst({});
    expect(clock.nowMs - before).toBeGreaterThan(1000);
  });

  test('is not asked without the patience for that', async () => {
    const { context, clock, burst } = await prepared(() => OK);
    context.ledger.spend(member, 'message', clock.nowMs);
    expect(await burst({})).toEqual({
      kind: 'no-patience',
      why: 'needs a window in which no other account sends',
    });
  });
});

describe('an hour', () => {
  test('is filled as fast as the minutes let', async () => {
    const { clock, burst } = await prepared(() => OK, patient);
    const before = clock.nowMs;
    expect(await burst({ window: 'hour' })).toMatchObject({ allowed: 10, limit: 10, windowMs: 10_000 });
    expect(clock.nowMs - before).toBeGreaterThan(2000);
    expect(clock.nowMs - before).toBeLessThan(3000);
  });

  test('is not asked without the patience for that, and says how much would do', async () => {
    const { burst } = await prepared(() => OK);
    expect(await burst({ window: 'hour' })).toEqual({
      kind: 'no-patience',
      why: 'the limit of 10 in an hour is reached after 3 s at the earliest: give --patience 3',
    });
  });
});

describe('still limited', () => {
  test('counts on from the burst before, and from its beginning', async () => {
    const { clock, burst } = await prepared((count) => (count > 4 ? LIMITED : OK));
    await burst({ judges: 'spend' });
    clock.nowMs += 500;
    expect(await burst({ judges: 'still' })).toMatchObject({
      allowed: 0,
      elapsedMs: 500,
      codes: [426, 426, 426],
    });
  });
});

test.each([
  [{ allowed: 12, limit: 12, elapsedMs: 0, windowMs: 60_000 }, 13],
  [{ allowed: 12, limit: 12, elapsedMs: 60_000, windowMs: 60_000 }, 25],
  [{ allowed: 0, limit: 12, elapsedMs: 4_999, windowMs: 60_000 }, 1],
  [{ allowed: 0, limit: 12, elapsedMs: 5_000, windowMs: 60_000 }, 2],
])('%j: due by message %i', (burst, due) => {
  expect(dueBy(burst)).toBe(due);
});
