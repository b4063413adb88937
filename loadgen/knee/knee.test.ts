import { describe, expect, test } from 'vitest';
import { seeded } from '../random.ts';
import { nextStep, type Knee, type Step, type Trial } from './knee.ts';

const KNEE: Knee = { fromPerSecond: 50, toPerSecond: 10_000, factor: 2, precision: 0.05, withinMs: 60_000 };

/** Searches on a server that comes out so at a rate; in the end, the step that is the last. */
function search(
  outcomeAt: (perSecond: number, trial: number) => Trial['outcome'],
  { knee = KNEE, most = 100 }: { knee?: Knee; most?: number } = {},
): { last: Step; trials: Trial[] } {
  const trials: Trial[] = [];
  for (;;) {
    const step = nextStep(knee, trials, trials.length < most);
    if (step.kind === 'done') return { last: step, trials };
    if (trials.length > 200) throw new Error('the search has no end');
    trials.push({ perSecond: step.perSecond, outcome: outcomeAt(step.perSecond, trials.length) });
  }
}

const carries =
  (most: number) =>
  (perSecond: number): Trial['outcome'] =>
    perSecond <= most ? 'held' : 'broken';

describe('the highest rate that holds', () => {
  test.each([60, 333, 1000, 7777])('is found to the precision, %d', (most) => {
    const { last } = search(carries(most));
    if (last.kind !== 'done' || last.holdsPerSecond === undefined || last.overPerSecond === undefined)
      throw new Error(JSON.stringify(last));
    expect(last.how).toBe('found');
    expect(last.holdsPerSecond).toBeLessThanOrEqual(most);
    expect(last.overPerSecond).toBeGreaterThan(most);
    expect((last.overPerSecond - last.holdsPerSecond) / last.overPerSecond).toBeLessThanOrEqual(0.05);
  });

  test('is stepped up to, and then halved down to', () => {
    const { trials } = search(carries(333), { knee: { ...KNEE, precision: 0.2 } });
    expect(trials.map(({ perSecond }) => perSecond)).toEqual([50, 100, 200, 400, 400, 300, 350, 350, 300]);
  });

  test('has held twice, and the next has broken twice', () => {
    const { last, trials } = search(carries(333));
    if (last.kind !== 'done') throw new Error('not done');
    const of = (perSecond = 0) =>
      trials.filter((trial) => trial.perSecond === perSecond).map(({ outcome }) => outcome);
    expect(of(last.holdsPerSecond)).toEqual(['held', 'held']);
    expect(of(last.overPerSecond)).toEqual(['broken', 'broken']);
  });

  test('is that of the plan where all of them hold', () => {
    expect(search(carries(Infinity)).last).toEqual({ kind: 'done', how: 'at-least', holdsPerSecond: 10_000 });
  });

  test('does not exist where the lowest breaks', () => {
    expect(search(carries(10)).last).toEqual({ kind: 'done', how: 'none', overPerSecond: 50 });
  });
});

describe('a search', () => {
  test('is not led astray by one hiccup', () => {
    const { last } = search((perSecond, trial) => (trial === 1 ? 'broken' : carries(1000)(perSecond)));
    expect(last).toMatchObject({ how: 'found' });
    expect(last).toHaveProperty('holdsPerSecond', expect.closeTo(1000, -2));
  });

  test.each(Array.from({ length: 50 }, (_, seed) => seed))(
    'ends on a server that is moody, number %d',
    (seed) => {
      const random = seeded(seed);
      const { last } = search((perSecond) =>
        perSecond * (0.7 + 0.6 * random()) <= 1000 ? 'held' : 'broken',
      );
      expect(last).toHaveProperty('how', 'found');
    },
  );

  test('ends where the generator is the limit, and says what held', () => {
    const { last } = search((perSecond) => (perSecond <= 400 ? 'held' : 'invalid'));
    expect(last).toEqual({ kind: 'done', how: 'invalid', holdsPerSecond: 400, overPerSecond: 800 });
  });

  test('forgives the generator once', () => {
    const { last } = search((perSecond, trial) => (trial === 0 ? 'invalid' : carries(200)(perSecond)));
    expect(last).toMatchObject({ how: 'found' });
  });

  test('ends when the target dies', () => {
    const { last } = search((perSecond) => (perSecond <= 400 ? 'held' : 'died'));
    expect(last).toMatchObject({ how: 'died', holdsPerSecond: 400 });
  });

  test('ends when time is over, with what it knows', () => {
    expect(search(carries(333), { most: 4 }).last).toEqual({
      kind: 'done',
      how: 'unclear',
      holdsPerSecond: 200,
    });
  });
});
