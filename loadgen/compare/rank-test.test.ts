import { describe, expect, test } from 'vitest';
import { seeded, shuffle } from '../random.ts';
import { rankTest, waysToShare, type Sample } from './rank-test.ts';

const with5 = (samples: readonly Sample[]) => rankTest(samples, { alpha: 0.05, random: seeded(1) });

describe('one metric', () => {
  test.each([
    ['apart', [1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 2 / 252],
    ['apart the other way', [6, 7, 8, 9, 10], [1, 2, 3, 4, 5], 2 / 252],
    ['apart but for one pair', [1, 2, 3, 4, 6], [5, 7, 8, 9, 10], 4 / 252],
    ['apart but for two pairs', [1, 2, 3, 5, 6], [4, 7, 8, 9, 10], 8 / 252],
    ['alike', [1, 1, 1, 1, 1], [1, 1, 1, 1, 1], 1],
    ['mixed', [1, 4, 5, 8, 9], [2, 3, 6, 7, 10], 1],
  ])('of runs that are %s', (...[, base, next, p]) => {
    expect(with5([{ base, new: next }]).p[0]).toBeCloseTo(p, 10);
  });

  test('may be contradicted by as many pairs as tables of the rank sum allow', () => {
    const apart = (runs: number): Sample => ({
      base: Array.from({ length: runs }, (_, at) => at),
      new: Array.from({ length: runs }, (_, at) => runs + at),
    });
    // Critical values of U, two-sided, 5 %: the tables of Mann and Whitney.
    expect([4, 5, 6, 7, 8].map((runs) => with5([apart(runs)]).contradictions)).toEqual([0, 2, 5, 8, 13]);
  });

  test('has nothing to say of too few runs', () => {
    expect(with5([{ base: [1, 2, 3], new: [4, 5, 6] }])).toEqual({ p: [0.1], contradictions: -1 });
  });
});

describe('several metrics', () => {
  const base = [1, 2, 3, 4, 5];
  const apart = { base, new: [6, 7, 8, 9, 10] };

  test('that say the same count as one', () => {
    const reversed = { base: [10, 9, 8, 7, 6], new: base };
    expect(with5([apart, apart, reversed]).p).toEqual([2 / 252, 2 / 252, 2 / 252]);
  });

  test('that say different things make each less sure', () => {
    const other = { base: [1, 3, 5, 7, 9], new: [2, 4, 6, 8, 10] };
    const [p = 0] = with5([apart, other]).p;
    expect(p).toBeCloseTo(4 / 252, 10);
  });

  test('are not disturbed by one in which all runs are alike', () => {
    const alike = { base: [0, 0, 0, 0, 0], new: [0, 0, 0, 0, 0] };
    expect(with5([apart, alike])).toEqual({ p: [2 / 252, 1], contradictions: 2 });
  });
});

describe('more runs than all ways to share them out could be gone through', () => {
  const runs = 12;
  const numbers = Array.from({ length: 2 * runs }, (_, at) => at);

  test('are told by so many of the ways', () => {
    const { p, contradictions } = with5([{ base: numbers.slice(0, runs), new: numbers.slice(runs) }]);
    expect(p[0]).toBe(1 / 20_000);
    // The table says 37; a draw may miss it by little.
    expect(contradictions).toBeGreaterThanOrEqual(36);
    expect(contradictions).toBeLessThanOrEqual(38);
  });

  test('are told the same again', () => {
    const mixed = shuffle([...numbers], seeded(3));
    const sample = { base: mixed.slice(0, runs), new: mixed.slice(runs) };
    expect(with5([sample])).toEqual(with5([sample]));
  });
});

test.each([
  [5, 5, 252],
  [3, 3, 20],
  [1, 4, 5],
  [10, 10, 184_756],
])('%d and %d runs can be shared out in %d ways', (base, next, ways) => {
  expect(waysToShare(base, next)).toBe(ways);
});
