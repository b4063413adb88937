import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SlidingWindow } from './sliding-window.ts';

const MINUTE = { events: 3, spanMs: 60 };

describe('one limit', () => {
  test('lets as many through as it says, then none until the first is a whole span old', () => {
    const window = new SlidingWindow([MINUTE]);
    expect([0, 10, 20].map((at) => window.take(at))).toEqual([true, true, true]);
    expect([20, 59].map((at) => window.take(at))).toEqual([false, false]);
    expect([60, 60].map((at) => window.take(at))).toEqual([true, false]);
    expect([70, 70].map((at) => window.take(at))).toEqual([true, false]);
  });

  test('does not count what it refused', () => {
    const window = new SlidingWindow([MINUTE]);
    for (const at of [0, 0, 0, 50, 50, 50]) window.take(at);
    expect([60, 60, 60, 60].map((at) => window.take(at))).toEqual([true, true, true, false]);
  });

  test('forgets what was given back', () => {
    const window = new SlidingWindow([MINUTE]);
    for (const at of [0, 1, 2]) window.take(at);
    window.giveBack();
    expect([3, 3].map((at) => window.take(at))).toEqual([true, false]);
  });

  test('counts what happened before it was made, in any order', () => {
    const window = new SlidingWindow([MINUTE], [-10, -50, -30]);
    expect([9, 10, 10].map((at) => window.take(at))).toEqual([false, true, false]);
  });
});

describe('several limits', () => {
  test('each holds alone', () => {
    const window = new SlidingWindow([
      { events: 2, spanMs: 10 },
      { events: 3, spanMs: 100 },
    ]);
    expect([0, 1, 2].map((at) => window.take(at))).toEqual([true, true, false]);
    expect([11, 12].map((at) => window.take(at))).toEqual([true, false]);
    expect([99, 100, 101, 101].map((at) => window.take(at))).toEqual([false, true, true, false]);
  });
});

test('agrees with counting all events of each span', () => {
  const limit = fc.record({
    events: fc.integer({ min: 1, max: 5 }),
    spanMs: fc.integer({ min: 1, max: 30 }),
  });
  const pauses = fc.array(fc.nat(10), { maxLength: 100 });
  fc.assert(
    fc.property(fc.array(limit, { minLength: 1, maxLength: 3 }), pauses, (limits, waits) => {
      const window = new SlidingWindow(limits);
      const taken: number[] = [];
      let now = 0;
      for (const wait of waits) {
        now += wait;
        const within = ({ events, spanMs }: { events: number; spanMs: number }) =>
          taken.filter((at) => now - at < spanMs).length < events;
        expect(window.take(now)).toBe(limits.every(within));
        if (limits.every(within)) taken.push(now);
      }
    }),
  );
});
