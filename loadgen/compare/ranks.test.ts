import { describe, expect, test } from 'vitest';
import { distances, median, quantile, ranksOf, sorted } from './ranks.ts';

test.each([
  [[], []],
  [[7], [1]],
  [
    [30, 10, 20],
    [3, 1, 2],
  ],
  [
    [5, 1, 5, 9],
    [2.5, 1, 2.5, 4],
  ],
  [
    [2, 2, 2],
    [2, 2, 2],
  ],
])('the ranks of %j are %j', (values, ranks) => {
  expect(ranksOf(values)).toEqual(ranks);
});

test.each([
  [[4], 4],
  [[4, 1, 3], 3],
  [[10, 9, 1, 2], 5.5],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

describe('the quantile of a list', () => {
  const list = sorted([9, 2, 7, 5]);

  test.each([
    [0, 2],
    [0.25, 2],
    [0.26, 5],
    [0.95, 9],
    [1, 9],
  ])('up to %d of it is %d', (part, expected) => {
    expect(quantile(list, part)).toBe(expected);
  });
});

test('distances go from each of the one to each of the other, sorted as numbers', () => {
  expect([...distances([1, 100], [3, 20])]).toEqual([-97, -80, 2, 19]);
});
