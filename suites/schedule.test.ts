import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Account } from '../target/profile.ts';
import type { Case } from './case.ts';
import type { Unplayed } from './case-result.ts';
import { caseOf } from './golden/records.ts';
import { accountsOf, runContext, type ContextOptions } from './golden/run-context.ts';
import { Lives } from './lives.ts';
import type { Outcome } from './outcome.ts';
import type { Patience } from './play/context.ts';
import type { CaseResult, Verdict } from './result.ts';
import { Schedule } from './schedule.ts';
import type { ScheduleOptions } from './schedule-options.ts';

/** What a case of these tests does when it is played: a verdict, or an outcome of its own making. */
type Play =
  Verdict | ((attempt: number, accounts: ReadonlyMap<string, Account>) => Outcome | Promise<Outcome>);

function aCase(id: string, more: object = {}): Case {
  return caseOf('- guest connect', ['M1'], { id, ...more });
}

function result({ id, title, clauses, level }: Case, verdict: Verdict): CaseResult {
  return { id, title, clauses: [...clauses], level, verdict, findings: [], transcript: [], durationMs: 0 };
}

interface Ran {
  readonly results: readonly CaseResult[];
  /** Ids of the cases that were played, in the order they were started. */
  readonly started: readonly string[];
  readonly dead: string | undefined;
}

interface Options extends Partial<Omit<ScheduleOptions, 'play' | 'onResult'>> {
  readonly context?: ContextOptions;
}

/** Runs these cases; what is not told passes. */
async function run(cases: readonly Case[], plays: Record<string, Play>, options: Options = {}): Promise<Ran> {
  const results: CaseResult[] = [];
  const started: string[] = [];
  const lives = new Lives({ lifeline: undefined, onEvent: () => undefined, now: () => 0 });
  const schedule = new Schedule(cases, runContext(options.context), {
    jobs: 1,
    bail: false,
    repeat: 1,
    signal: new AbortController().signal,
    unmet: () => undefined,
    onStart: ({ id }) => started.push(id),
    lives,
    ...options,
    onResult: (each) => results.push(each),
    play: async (each, accounts, attempt) => {
      await Promise.resolve();
      const play = plays[each.id] ?? 'pass';
      if (typeof play === 'string') return { kind: 'result', result: result(each, play) };
      return play(attempt, accounts);
    },
  });
  await schedule.runAll();
  return { results, started, dead: (options.lives ?? lives).end };
}

function verdicts({ results }: Ran): Record<string, Verdict> {
  return Object.fromEntries(results.map(({ id, verdict }) => [id, verdict]));
}

describe('the order', () => {
  test('is that of the phases, and within one what others rest on comes first', async () => {
    const cases = [
      aCase('area/harm', { harm: true }),
      aCase('area/block', { blocks: true }),
      aCase('area/user', { needs: ['area/base'] }),
      aCase('area/may', { clauses: ['M12'] }),
      aCase('area/should', { clauses: ['M5'] }),
      aCase('area/must'),
      aCase('area/base'),
    ];
    const { started } = await run(cases, {});
    expect(started).toEqual([
      'area/base',
      'area/user',
      'area/must',
      'area/should',
      'area/may',
      'area/block',
      'area/harm',
    ]);
  });

  test('of phases holds with several jobs: the next begins when the last has ended', async () => {
    const open = new Set<string>();
    const play: Play = async () => {
      open.add('slow');
      await sleep(20);
      open.delete('slow');
      return { kind: 'result', result: result(slow, 'pass') };
    };
    const [slow, block] = [aCase('area/slow'), aCase('area/block', { blocks: true })];
    const seen: number[] = [];
    await run(
      [slow, block],
      { 'area/slow': play },
      { jobs: 4, onStart: ({ id }) => id === block.id && seen.push(open.size) },
    );
    expect(seen).toEqual([0]);
  });
});

describe('what a case depends on', () => {
  const chain = [
    aCase('area/a'),
    aCase('area/b', { needs: ['area/a'] }),
    aCase('area/c', { needs: ['area/b'] }),
  ];

  test.each<[Verdict, Verdict]>([
    ['pass', 'pass'],
    ['warn', 'pass'],
    ['observed', 'pass'],
    ['fail', 'blocked'],
    ['error', 'blocked'],
    ['blocked', 'blocked'],
    ['flaky', 'blocked'],
    ['skipped', 'skipped'],
    ['not-observable', 'skipped'],
  ])('%s: what rests on it is %s', async (verdict, expected) => {
    const ran = await run(chain, { 'area/a': verdict });
    expect(verdicts(ran)).toEqual({ 'area/a': verdict, 'area/b': expected, 'area/c': expected });
  });

  test('is named: the one that failed first', async () => {
    const { results } = await run(chain, { 'area/a': 'fail' });
    expect(results.map(({ blockedBy }) => blockedBy)).toEqual([undefined, 'area/a', 'area/a']);
  });

  test('holds when it is not among the cases', async () => {
    expect(verdicts(await run(chain.slice(1), {}))).toEqual({ 'area/b': 'pass', 'area/c': 'pass' });
  });

  test('is awaited, though there are jobs enough', async () => {
    const ran = await run(chain, { 'area/a': 'fail' }, { jobs: 8 });
    expect(ran.started).toEqual(['area/a']);
  });

  test('cannot be of a later phase, or rest on the case in turn: then nothing is lost without a word', async () => {
    const early = [aCase('area/early', { needs: ['area/late'] }), aCase('area/late', { blocks: true })];
    await expect(run(early, {})).rejects.toThrow('area/early waits for one of area/late');
    const circle = [aCase('area/a', { needs: ['area/b'] }), aCase('area/b', { needs: ['area/a'] })];
    await expect(run(circle, {})).rejects.toThrow(/^area\/. waits for/);
  });
});

describe('--bail', () => {
  test('ends with the first failure; a warning is none', async () => {
    const cases = ['area/a', 'area/b', 'area/c'].map((id) => aCase(id));
    const ran = await run(cases, { 'area/a': 'warn', 'area/b': 'fail' }, { bail: true });
    expect(verdicts(ran)).toEqual({ 'area/a': 'warn', 'area/b': 'fail' });
  });

  test('what is running comes to its end, and is not played again', async () => {
    const slow = aCase('area/slow');
    const again: Play = async () => {
      await sleep(20);
      return { kind: 'repeat' };
    };
    const limited: Play = async () => {
      await sleep(20);
      return { kind: 'limited', result: result(slow, 'skipped'), accounts: [] };
    };
    for (const play of [again, limited]) {
      const ran = await run(
        [slow, aCase('area/z')],
        { 'area/slow': play, 'area/z': 'fail' },
        { bail: true, jobs: 2 },
      );
      expect(ran.started).toEqual(['area/slow', 'area/z']);
    }
  });
});

describe('accounts', () => {
  const needing = (id: string, steps: string, more: object = {}): Case =>
    caseOf(steps, ['M1'], { id, ...more });

  test('are never lent to two cases at once, and all cases get theirs', async () => {
    const accounts = accountsOf({ member: 3, pro: 2 });
    const cases = Array.from({ length: 30 }, (_, n) =>
      needing(`area/n${n}`, n % 3 === 0 ? '- member LOGIN\n- pro LOGIN' : '- user LOGIN'),
    );
    const busy = new Set<Account>();
    const play =
      (each: Case): Play =>
      async (_attempt, lent) => {
        const mine = [...lent.values()];
        const isShared = mine.some((account) => busy.has(account)) || new Set(mine).size < mine.length;
        for (const account of mine) busy.add(account);
        await sleep(1);
        for (const account of mine) busy.delete(account);
        return { kind: 'result', result: result(each, isShared ? 'fail' : 'pass') };
      };
    const plays = Object.fromEntries(cases.map((each) => [each.id, play(each)]));
    const ran = await run(cases, plays, { jobs: 6, context: { accounts } });
    expect(new Set(Object.values(verdicts(ran)))).toEqual(new Set(['pass']));
    expect(ran.results).toHaveLength(30);
  });

  test('too few: the case is skipped, and says what it needs', async () => {
    const ran = await run(
      [needing('area/a', '- admin LOGIN\n- pro LOGIN')],
      {},
      {
        context: { accounts: accountsOf({ member: 3, pro: 1 }) },
      },
    );
    expect(ran.results).toMatchObject([
      { verdict: 'skipped', reason: 'needs 1 admin account and 1 pro account' },
    ]);
  });

  test('that were spoilt are not lent again', async () => {
    const accounts = accountsOf({ member: 2, admin: 1 });
    const ban = (id: string): Case => needing(id, '- member LOGIN', { spoils: ['member'] });
    const banned: Account[] = [];
    const play: Play = (_attempt, lent) => {
      banned.push(...lent.values());
      return { kind: 'result', result: result(ban('area/a'), 'pass') };
    };
    const ran = await run([ban('area/a'), ban('area/b')], { 'area/a': play }, { context: { accounts } });
    expect(banned).toHaveLength(1);
    expect(ran.results[1]).toMatchObject({ verdict: 'skipped' });
  });

  test('that are used up are waited for; without patience the case is skipped', async () => {
    const accounts = accountsOf({ member: 1, pro: 1 });
    let nowMs = 0;
    const waits: number[] = [];
    const patient = (leftMs: number): ContextOptions => ({
      accounts,
      limits: { perMinute: 1, minuteMs: 1000, hourMs: 1000 },
      now: () => nowMs,
      patience: {
        wait: (forMs) => {
          if (forMs > leftMs) return Promise.resolve('no-patience');
          waits.push(forMs);
          nowMs += forMs;
          return Promise.resolve('waited');
        },
      },
    });
    const sends = '- member SEND_MSG: { to: pro, content: a }';
    const cases = [needing('area/a', sends), needing('area/b', sends)];
    for (const patience of [5000, 500]) {
      const context = runContext(patient(patience));
      const results: CaseResult[] = [];
      const schedule = new Schedule(cases, context, {
        jobs: 1,
        bail: false,
        repeat: 1,
        signal: new AbortController().signal,
        unmet: () => undefined,
        onStart: () => undefined,
        lives: new Lives({ lifeline: undefined, onEvent: () => undefined, now: () => 0 }),
        onResult: (each) => results.push(each),
        play: (each, lent) => {
          for (const account of lent.values()) context.ledger.spend(account, 'message', nowMs);
          return Promise.resolve({ kind: 'result', result: result(each, 'pass') });
        },
      });
      await schedule.runAll();
      expect(results.map(({ verdict }) => verdict)).toEqual(['pass', patience === 5000 ? 'pass' : 'skipped']);
    }
    expect(waits).toEqual([1060]);
  });
});

describe('alone', () => {
  test('means that no other case runs beside it, started before or after', async () => {
    const open = new Set<string>();
    const beside: string[][] = [];
    const play =
      (each: Case): Play =>
      async () => {
        open.add(each.id);
        await sleep(5);
        if (each.alone) beside.push([...open]);
        open.delete(each.id);
        return { kind: 'result', result: result(each, 'pass') };
      };
    const cases = ['area/a', 'area/b', 'area/c', 'area/d'].map((id) =>
      aCase(id, id === 'area/b' ? { alone: true } : {}),
    );
    const plays = Object.fromEntries(cases.map((each) => [each.id, play(each)]));
    const ran = await run(cases, plays, { jobs: 4 });
    expect(ran.results).toHaveLength(4);
    expect(beside).toEqual([['area/b']]);
  });
});

describe('played again', () => {
  test('is what asks for it, and its attempts are counted', async () => {
    const each = aCase('area/a');
    const attempts: number[] = [];
    const play: Play = (attempt) => {
      attempts.push(attempt);
      return attempt < 3 ? { kind: 'repeat' } : { kind: 'result', result: result(each, 'pass') };
    };
    expect(verdicts(await run([each], { 'area/a': play }))).toEqual({ 'area/a': 'pass' });
    expect(attempts).toEqual([1, 2, 3]);
  });

  test('is what was limited, after the others, twice at the most', async () => {
    const each = aCase('area/a');
    const play: Play = () => ({ kind: 'limited', result: result(each, 'skipped'), accounts: [] });
    const ran = await run([each], { 'area/a': play });
    expect(ran.started).toEqual(['area/a', 'area/a', 'area/a']);
    expect(verdicts(ran)).toEqual({ 'area/a': 'skipped' });
  });

  test('is what is in doubt, once more when the doubt has ended', async () => {
    const each = aCase('area/a');
    let nowMs = 0;
    const waits: number[] = [];
    const patience: Patience = {
      wait: (forMs) => {
        waits.push(forMs);
        nowMs += forMs;
        return Promise.resolve('waited');
      },
    };
    const play: Play = () =>
      nowMs < 500
        ? { kind: 'limited', result: result(each, 'skipped'), accounts: [], doubtEndsMs: 500 }
        : { kind: 'result', result: result(each, 'fail') };
    const ran = await run([each], { 'area/a': play }, { context: { patience, now: () => nowMs } });
    expect(ran.started).toHaveLength(4);
    expect(waits).toEqual([500]);
    expect(verdicts(ran)).toEqual({ 'area/a': 'fail' });
  });

  test('is not what would be in doubt for longer than the patience lasts', async () => {
    const [each, other] = [aCase('area/a'), aCase('area/b')];
    const reason = 'a 426 that traffic before this run may have earned';
    const play: Play = () => ({
      kind: 'limited',
      result: { ...result(each, 'skipped'), reason },
      accounts: [],
      doubtEndsMs: 500,
    });
    const none = { wait: () => Promise.resolve('no-patience' as const) };
    const ran = await run([each, other], { 'area/a': play }, { context: { patience: none, now: () => 0 } });
    expect(ran.results.map(({ id, reason: why }) => [id, why])).toEqual([
      ['area/b', undefined],
      ['area/a', reason],
    ]);
  });

  test('is not what its accounts cannot bear: they are believed to be used up', async () => {
    const accounts = accountsOf({ member: 1 });
    const each = caseOf('- member SEND_MSG: { to: member, content: a }', ['M1'], { id: 'area/a' });
    const play: Play = (_attempt, lent) => ({
      kind: 'limited',
      result: result(each, 'skipped'),
      accounts: [...lent.values()],
    });
    const none = { wait: () => Promise.resolve('no-patience' as const) };
    const ran = await run([each], { 'area/a': play }, { context: { accounts, patience: none } });
    expect(ran.started).toEqual(['area/a']);
    expect(ran.results[0]?.reason).toMatch(/^the accounts have used up their messages for \d+ s/);
  });
});

test('after a death nothing more is played', async () => {
  const cases = ['area/a', 'area/b', 'area/c'].map((id) => aCase(id));
  const death: Play = () => ({
    kind: 'dead',
    result: result(aCase('area/b'), 'fail'),
    death: undefined,
  });
  const ran = await run(cases, { 'area/b': death });
  expect(verdicts(ran)).toEqual({ 'area/a': 'pass', 'area/b': 'fail', 'area/c': 'blocked' });
  expect(ran.results[2]).toMatchObject({ reason: 'the server died in area/b', blockedBy: 'run/survival' });
  expect(ran.dead).toBe('the server died in area/b');
});

test('what cannot be asked of this target is skipped, unplayed', async () => {
  const unmet = (each: Case): Unplayed | undefined =>
    each.id === 'area/a' ? { kind: 'skipped', why: 'no limits' } : undefined;
  const ran = await run([aCase('area/a'), aCase('area/b')], {}, { unmet });
  expect(ran.results[0]).toMatchObject({ id: 'area/a', verdict: 'skipped', reason: 'no limits' });
  expect(ran.started).toEqual(['area/b']);
});

describe('an interrupt', () => {
  test('ends it, though a case never does', async () => {
    const stop = new AbortController();
    const forever: Play = () => {
      stop.abort();
      return new Promise(() => undefined);
    };
    const ran = await run([aCase('area/a'), aCase('area/b')], { 'area/a': forever }, { signal: stop.signal });
    expect(ran).toMatchObject({ started: ['area/a'], results: [] });
  });

  test('lets what is about to end come to its end', async () => {
    const stop = new AbortController();
    const play: Play = async () => {
      stop.abort();
      await sleep(10);
      return { kind: 'result', result: result(aCase('area/a'), 'pass') };
    };
    expect((await run([aCase('area/a')], { 'area/a': play }, { signal: stop.signal })).results).toHaveLength(
      1,
    );
  });

  test('while quotas are waited for, ends the wait and says nothing of the case', async () => {
    const stop = new AbortController();
    const accounts = accountsOf({ member: 1 });
    const patience: Patience = {
      wait: () => {
        stop.abort();
        return Promise.resolve('no-patience');
      },
    };
    const each = caseOf('- member SEND_MSG: { to: member, content: a }', ['M1'], { id: 'area/a' });
    const play: Play = () => ({ kind: 'limited', result: result(each, 'skipped'), accounts });
    const options = { signal: stop.signal, context: { accounts, patience } };
    expect((await run([each], { 'area/a': play }, options)).results).toEqual([]);
  });

  test('before anything was started, plays nothing', async () => {
    expect((await run([aCase('area/a')], {}, { signal: AbortSignal.abort() })).started).toEqual([]);
  });
});

test('a mistake of ours is thrown', async () => {
  const broken: Play = () => {
    throw new Error('ours');
  };
  await expect(run([aCase('area/a'), aCase('area/b')], { 'area/a': broken })).rejects.toThrow('ours');
});

describe('repeated', () => {
  test('each case is played so often, what differs is flaky, and what rests on it is blocked', async () => {
    const cases = [
      aCase('area/steady'),
      aCase('area/fails'),
      aCase('area/shaky'),
      aCase('area/user', { needs: ['area/shaky'] }),
    ];
    let plays = 0;
    const shaky: Play = () => {
      plays += 1;
      return { kind: 'result', result: result(aCase('area/shaky'), plays === 2 ? 'fail' : 'pass') };
    };
    const ran = await run(cases, { 'area/fails': 'fail', 'area/shaky': shaky }, { repeat: 3 });
    expect(verdicts(ran)).toEqual({
      'area/steady': 'pass',
      'area/fails': 'fail',
      'area/shaky': 'flaky',
      'area/user': 'blocked',
    });
    expect(ran.started.filter((id) => id === 'area/steady')).toHaveLength(3);
    expect(ran.results.find(({ id }) => id === 'area/shaky')?.plays).toEqual(['pass', 'fail', 'pass']);
  });

  test('with --bail, the first that is flaky ends the run', async () => {
    let plays = 0;
    const shaky: Play = () => {
      plays += 1;
      return { kind: 'result', result: result(aCase('area/shaky'), plays === 1 ? 'fail' : 'pass') };
    };
    const ran = await run(
      [aCase('area/shaky', { clauses: ['M1'] }), aCase('area/late', { harm: true })],
      { 'area/shaky': shaky },
      { repeat: 2, bail: true },
    );
    expect(verdicts(ran)).toEqual({ 'area/shaky': 'flaky' });
  });
});
