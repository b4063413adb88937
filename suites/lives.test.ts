import { describe, expect, test } from 'vitest';
import type { Death, Lifeline, Restart } from '../target/lifeline.ts';
import type { Case } from './case.ts';
import { caseOf } from './golden/records.ts';
import { runContext } from './golden/run-context.ts';
import { Lives } from './lives.ts';
import type { Outcome } from './outcome.ts';
import type { CaseResult, RunEvent } from './result.ts';
import { Schedule } from './schedule.ts';
import { survival } from './survival.ts';

const DEATH: Death = { how: 'SIGSEGV', said: ['going down'] };

/** A target that dies of some cases, each so often, and counts its lives. */
class Mortal implements Lifeline {
  readonly address = { host: '127.0.0.1', port: 1 };
  lives = 1;
  isDead = false;
  /** What has been played in the present life. */
  readonly played: string[] = [];
  readonly restarts: Restart[] = [];
  readonly log: string[] = [];

  async death(): Promise<Death | undefined> {
    await Promise.resolve();
    return this.isDead ? DEATH : undefined;
  }

  autopsy(): Promise<Death> {
    return Promise.resolve(DEATH);
  }

  async restart(): Promise<Restart> {
    await Promise.resolve();
    this.log.push('restart');
    this.isDead = false;
    this.lives += 1;
    this.played.length = 0;
    return this.restarts.shift() ?? { kind: 'up' };
  }
}

interface Ran {
  /** What was played and when it was started again, in order. */
  readonly log: readonly string[];
  readonly verdicts: Readonly<Record<string, string>>;
  readonly events: readonly RunEvent[];
  readonly survival: CaseResult;
}

interface Options {
  readonly jobs?: number;
  readonly restarts?: readonly Restart[];
  /** Milliseconds that each look at the clock takes. */
  readonly tickMs?: number;
  readonly signal?: AbortSignal;
}

/** Plays cases; `kills` tells whether a case kills a target in which these were played before. */
async function run(
  cases: readonly Case[],
  kills: (name: string, before: readonly string[]) => boolean,
  { jobs = 1, restarts = [], tickMs = 0, signal = new AbortController().signal }: Options = {},
): Promise<Ran> {
  const target = new Mortal();
  target.restarts.push(...restarts);
  const events: RunEvent[] = [];
  const results: CaseResult[] = [];
  let nowMs = 0;
  const now = (): number => (nowMs += tickMs);
  const lives = new Lives({ lifeline: target, onEvent: (event) => events.push(event), now });
  const context = { ...runContext(), lifeline: target };
  const play = async (each: Case): Promise<Outcome> => {
    target.log.push(nameOf(each.id));
    target.isDead ||= kills(nameOf(each.id), target.played);
    target.played.push(nameOf(each.id));
    await new Promise((resolve) => setImmediate(resolve));
    const isDead = target.isDead;
    const result = resultOf(each, isDead ? 'fail' : 'pass');
    return isDead ? { kind: 'dead', result, death: DEATH } : { kind: 'result', result };
  };
  const schedule = new Schedule(cases, context, {
    ...{ jobs, play, lives, signal, bail: false, repeat: 1 },
    unmet: () => undefined,
    onStart: () => undefined,
    onResult: (result) => results.push(result),
  });
  await schedule.runAll();
  return {
    log: target.log,
    verdicts: Object.fromEntries(results.map(({ id, verdict }) => [nameOf(id), verdict])),
    events,
    survival: await survival(context, lives, { clauses: context.clauses, signal: AbortSignal.abort() }),
  };
}

function resultOf({ id, title, clauses, level }: Case, verdict: CaseResult['verdict']): CaseResult {
  return { id, title, clauses: [...clauses], level, verdict, findings: [], transcript: [], durationMs: 0 };
}

function nameOf(id: string): string {
  return id.replace('area/', '');
}

function cases(...names: string[]): Case[] {
  return names.map((name) =>
    caseOf('- guest connect', ['M1'], {
      id: `area/${name}`,
      ...(name.startsWith('harm') && { harm: true }),
    }),
  );
}

describe('a target that dies of a case', () => {
  test('is started again, sees that case alone, and then the others', async () => {
    const ran = await run(cases('a', 'b', 'c'), (name) => name === 'b');
    expect(ran.log).toEqual(['a', 'b', 'restart', 'b', 'restart', 'c']);
    expect(ran.verdicts).toEqual({ a: 'pass', b: 'fail', c: 'pass' });
    expect(ran.events).toEqual([
      { kind: 'died', where: 'in area/b', how: 'SIGSEGV' },
      { kind: 'died', where: 'in area/b', how: 'SIGSEGV' },
    ]);
    expect(ran.survival).toMatchObject({ verdict: 'pass', findings: [] });
  });

  test('and of none when it is alone: nobody is blamed but the run', async () => {
    const ran = await run(cases('a', 'b', 'c'), (name, before) => name === 'b' && before.includes('a'));
    expect(ran.log).toEqual(['a', 'b', 'restart', 'b', 'c']);
    expect(ran.verdicts).toEqual({ a: 'pass', b: 'pass', c: 'pass' });
    expect(ran.survival).toMatchObject({
      verdict: 'fail',
      findings: [
        {
          clause: 'T12',
          actual: 'it died once and was started again: in area/b (SIGSEGV), but not in it alone',
          said: ['going down'],
        },
      ],
    });
  });

  test('and once more of none: the run tells of that one alone', async () => {
    const ran = await run(
      cases('a', 'b', 'c', 'd'),
      (name, before) => name === 'a' || (name === 'd' && before.includes('c')),
    );
    expect(ran.verdicts).toEqual({ a: 'fail', b: 'pass', c: 'pass', d: 'pass' });
    expect(ran.survival.findings).toMatchObject([
      { actual: 'it died once and was started again: in area/d (SIGSEGV), but not in it alone' },
    ]);
  });

  test('beside others: each is seen alone, and one is blamed', async () => {
    const ran = await run(cases('a', 'b', 'c', 'd'), (name) => name === 'c', { jobs: 3 });
    expect(ran.verdicts).toEqual({ a: 'pass', b: 'pass', c: 'fail', d: 'pass' });
    expect(ran.survival.verdict).toBe('pass');
    const alone = ran.log.slice(ran.log.indexOf('restart'));
    expect(alone.filter((each) => each === 'c')).toHaveLength(1);
    expect(alone[alone.indexOf('c') - 1]).toBe('restart');
    expect(alone[alone.indexOf('c') + 1]).toBe('restart');
  });
});

test('each harmful case has a life of its own, and the first does not end that of the others', async () => {
  const ran = await run(cases('a', 'harm1', 'harm2', 'harm3'), (name) => name === 'harm2', { jobs: 4 });
  expect(ran.log).toEqual(['a', 'restart', 'harm1', 'restart', 'harm2', 'restart', 'harm3']);
  expect(ran.verdicts).toEqual({ a: 'pass', harm1: 'pass', harm2: 'fail', harm3: 'pass' });
  expect(ran.survival.verdict).toBe('pass');
});

test('a target that is slow to start is started anew only when it has died', async () => {
  const ran = await run(cases('harm1', 'harm2', 'harm3'), () => false, { tickMs: 6000 });
  expect(ran.log).toEqual(['restart', 'harm1', 'harm2', 'harm3']);
});

test('a target that dies again and again is given up', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `case${index}`);
  const ran = await run(cases(...ids), () => true);
  const verdicts = Object.values(ran.verdicts);
  expect(verdicts.filter((verdict) => verdict === 'fail')).toHaveLength(9);
  expect(verdicts.filter((verdict) => verdict === 'blocked')).toHaveLength(11);
  expect(ran.survival.findings[0]?.actual).toBe('the server died in area/case8, the 10th time in a row');
});

test('a target that does not come up again is the end of the run', async () => {
  const restarts: Restart[] = [{ kind: 'down', why: 'it ended before it was ready' }];
  const ran = await run(cases('a', 'b', 'c'), (name) => name === 'b', { restarts });
  expect(ran.log).toEqual(['a', 'b', 'restart']);
  expect(ran.verdicts).toEqual({ a: 'pass', b: 'fail', c: 'blocked' });
  expect(ran.survival.findings[0]?.actual).toBe(
    'the server died in area/b and did not come up: it ended before it was ready',
  );
});

test('a death that shows between two cases is told, and nothing is played on a dead target', async () => {
  const target = new Mortal();
  const events: RunEvent[] = [];
  const lives = new Lives({ lifeline: target, onEvent: (event) => events.push(event), now: () => 0 });
  const [first] = cases('a');
  if (first === undefined) throw new Error('no case');
  lives.began(first);
  lives.survived(first);
  target.isDead = true;
  await lives.look();
  expect(lives.isOver).toBe(true);
  expect(events).toEqual([{ kind: 'died', where: 'behind area/a', how: 'SIGSEGV' }]);
  await lives.renew();
  expect(lives).toMatchObject({ isOver: false, end: undefined });
});
