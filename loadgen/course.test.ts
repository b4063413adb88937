import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrivalsOf } from './arrivals.ts';
import { Course } from './course.ts';
import type { OpenLoad, Stage } from './plan.ts';

const rate = fc.integer({ min: 0, max: 500 });
const stage = fc
  .record({ fromPerSecond: rate, toPerSecond: rate, durationMs: fc.integer({ min: 1, max: 3000 }) })
  .chain((any) => fc.constantFrom(any, { ...any, toPerSecond: any.fromPerSecond }));
const stages = fc.array(stage, { minLength: 1, maxLength: 4 });

const hold = (perSecond: number, durationMs: number): Stage => ({
  fromPerSecond: perSecond,
  toPerSecond: perSecond,
  durationMs,
});
const open = (some: readonly Stage[], arrivals: OpenLoad['arrivals'] = 'even'): OpenLoad => {
  return { kind: 'open', stages: some, arrivals, depth: 1 };
};

function timesOf(load: OpenLoad, { index, of } = { index: 0, of: 1 }, seed = 1): number[] {
  const times: number[] = [];
  const arrivals = arrivalsOf(load, { index, of }, seed);
  while (arrivals.nextMs < Infinity) {
    times.push(arrivals.nextMs);
    arrivals.advance();
  }
  return times;
}

describe('a course', () => {
  test('at a rate that holds is due at equal distances, from the start on', () => {
    expect(timesOf(open([hold(4, 1000)]))).toEqual([0, 250, 500, 750]);
  });

  test('carries fractions from one stage into the next', () => {
    expect(timesOf(open([hold(1, 1500), hold(2, 1000)]))).toEqual([0, 1000, 1750, 2250]);
    expect(new Course([hold(0.1, 1000), hold(0.1, 1000)]).count).toBeCloseTo(0.2);
  });

  test('is not a command too long for what floating point adds up to', () => {
    expect(timesOf(open(Array.from({ length: 10 }, () => hold(0.1, 1000))))).toEqual([0]);
  });

  test('that ramps is due ever more often', () => {
    const times = timesOf(open([{ fromPerSecond: 0, toPerSecond: 100, durationMs: 1000 }]));
    expect(times).toHaveLength(50);
    const distances = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(distances).toEqual(distances.toSorted((a, b) => b - a));
  });

  test('without any rate is never due', () => {
    expect(timesOf(open([hold(0, 1000)]))).toEqual([]);
  });

  test('and the number due before a time agree', () => {
    fc.assert(
      fc.property(stages, (some) => {
        const course = new Course(some);
        for (let number = 0; number < course.count; number += 7)
          expect(course.countBefore(course.timeOf(number))).toBeCloseTo(number, 3);
        expect(course.countBefore(course.durationMs)).toBeCloseTo(course.count, 3);
      }),
    );
  });
});

describe('shares of send times', () => {
  test.each(['even', 'random'] as const)('are all times together (%s)', (arrivals) => {
    fc.assert(
      fc.property(stages, fc.integer({ min: 1, max: 5 }), fc.nat(), (some, of, seed) => {
        const load = open(some, arrivals);
        const shared = Array.from({ length: of }, (_, index) => timesOf(load, { index, of }, seed));
        expect(shared.flat().toSorted((a, b) => a - b)).toEqual(timesOf(load, undefined, seed));
      }),
    );
  });

  test('are in order and within the stages', () => {
    fc.assert(
      fc.property(stages, fc.constantFrom('even' as const, 'random' as const), (some, arrivals) => {
        const times = timesOf(open(some, arrivals));
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        const { durationMs } = new Course(some);
        expect(times.every((time) => time >= 0 && time <= durationMs)).toBe(true);
      }),
    );
  });
});

describe('random arrivals', () => {
  test('are the same for the same seed, and others for another', () => {
    const load = open([hold(200, 1000)], 'random');
    expect(timesOf(load, undefined, 5)).toEqual(timesOf(load, undefined, 5));
    expect(timesOf(load, undefined, 6)).not.toEqual(timesOf(load, undefined, 5));
  });

  test('keep the rate on average', () => {
    const count = timesOf(open([hold(1000, 20_000)], 'random')).length;
    expect(Math.abs(count - 20_000)).toBeLessThan(5 * Math.sqrt(20_000));
  });
});
