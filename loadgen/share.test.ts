import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countIn, takeShare, WHOLE, within } from './share.ts';

const of = fc.integer({ min: 1, max: 12 });
const shares = (parts: number) => Array.from({ length: parts }, (_, index) => ({ index, of: parts }));

describe('the shares of a plan', () => {
  test('are the plan together, the remainder included, and no two overlap', () => {
    fc.assert(
      fc.property(of, fc.nat(200), (parts, count) => {
        const items = Array.from({ length: count }, (_, at) => at);
        const taken = shares(parts).map((share) => takeShare(share, items));
        expect(taken.flat().toSorted((a, b) => a - b)).toEqual(items);
        expect(taken.map((part) => part.length)).toEqual(shares(parts).map((share) => countIn(share, count)));
      }),
    );
  });

  test('differ by one at most', () => {
    expect(shares(3).map((share) => countIn(share, 10))).toEqual([4, 3, 3]);
    expect(shares(4).map((share) => countIn(share, 2))).toEqual([1, 1, 0, 0]);
  });

  test('may be shared again', () => {
    fc.assert(
      fc.property(of, of, fc.nat(200), (machines, workers, count) => {
        const items = Array.from({ length: count }, (_, at) => at);
        const taken = shares(machines).flatMap((outer) =>
          shares(workers).flatMap((inner) => takeShare(within(outer, inner), items)),
        );
        expect(taken.toSorted((a, b) => a - b)).toEqual(items);
      }),
    );
  });

  test('of one are everything', () => {
    expect(takeShare(WHOLE, ['a', 'b'])).toEqual(['a', 'b']);
  });
});
