import fc from 'fast-check';
import { build } from 'hdr-histogram-js';
import { describe, expect, test } from 'vitest';
import { decodeHistogram, encodeHistogram } from './histogram-codec.ts';
import { highestIn, Histogram, LONGEST_US, lowestIn, SLOTS, slotOf } from './histogram.ts';

const us = fc.oneof(
  fc.integer({ min: 0, max: 5000 }),
  fc.integer({ min: 0, max: LONGEST_US }),
  fc.constantFrom(0, 2047, 2048, 4095, 4096, LONGEST_US),
);
const many = fc.array(us, { maxLength: 300 });

function holding(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

describe('slots', () => {
  test('follow each other without a gap, to the longest time', () => {
    for (let slot = 1; slot < SLOTS; slot += 1) expect(lowestIn(slot)).toBe(highestIn(slot - 1) + 1);
    expect(highestIn(SLOTS - 1)).toBe(LONGEST_US);
  });

  test('hold the times between their ends, a thousandth wide at most', () => {
    fc.assert(
      fc.property(us, (value) => {
        const slot = slotOf(value);
        expect(lowestIn(slot)).toBeLessThanOrEqual(value);
        expect(highestIn(slot)).toBeGreaterThanOrEqual(value);
        expect(highestIn(slot) - lowestIn(slot)).toBeLessThanOrEqual(value / 1000);
      }),
    );
  });
});

describe('a histogram', () => {
  test('tells what HdrHistogram tells', () => {
    fc.assert(
      fc.property(
        many.filter((values) => values.length > 0),
        (values) => {
          const histogram = holding(values);
          const hdr = build({
            lowestDiscernibleValue: 1,
            highestTrackableValue: LONGEST_US,
            numberOfSignificantValueDigits: 3,
            bitBucketSize: 64,
          });
          for (const value of values) hdr.recordValue(value);
          for (const percentile of [0, 1, 50, 90, 99, 99.9, 100])
            expect(slotOf(histogram.percentileUs(percentile))).toBe(
              slotOf(hdr.getValueAtPercentile(percentile)),
            );
          expect(histogram.count).toBe(values.length);
          expect(histogram.minUs).toBe(Math.min(...values));
          expect(histogram.maxUs).toBe(Math.max(...values));
        },
      ),
    );
  });

  test('added up is one that all was recorded in', () => {
    fc.assert(
      fc.property(fc.array(many), (parts) => {
        const sum = new Histogram();
        for (const part of parts) sum.add(holding(part));
        expect(sum.pack()).toEqual(holding(parts.flat()).pack());
      }),
    );
  });

  test('takes what no clock should tell', () => {
    const histogram = holding([-5, 0.7, 1e12, NaN]);
    expect(histogram.count).toBe(4);
    expect(histogram.minUs).toBe(0);
    expect(histogram.maxUs).toBe(LONGEST_US);
  });

  test('tells 0 where nothing was recorded, also once it is cleared', () => {
    const histogram = holding([7]);
    histogram.clear();
    const { count, minUs, meanUs, maxUs } = histogram;
    expect([count, minUs, meanUs, maxUs, histogram.percentileUs(99)]).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('the form other tools read', () => {
  test('loses no count', () => {
    fc.assert(
      fc.property(many, (values) => {
        const histogram = holding(values);
        const { minUs, meanUs, maxUs } = histogram;
        const read = decodeHistogram(encodeHistogram(histogram), { minUs, meanUs, maxUs });
        expect(read.pack().counts).toEqual(histogram.pack().counts);
        expect([read.minUs, read.maxUs]).toEqual([minUs, maxUs]);
        expect(read.meanUs).toBeCloseTo(meanUs, 3);
      }),
      { numRuns: 30 },
    );
  });

  test('is told from other text', () => {
    expect(() => decodeHistogram('bm9uc2Vuc2Ugbm9uc2Vuc2U=')).toThrow('V2');
  });
});
