import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import { columnsOf } from './columns.ts';
import { comparisonReport } from './comparison.ts';
import { faster, mixed, slower, unchanged } from './golden/comparisons.ts';
import { expectGolden } from './golden/golden.ts';

const page = (width: number, level: 0 | 1 = 0) => ({ chalk: new Chalk({ level }), width });

describe('a comparison for people', () => {
  test.each([
    ['slower', slower],
    ['unchanged', unchanged],
    ['mixed', mixed],
    ['faster', faster],
  ])('that tells %s', (name, comparison) => {
    expectGolden(`comparison-${name}.txt`, comparisonReport(comparison, page(100)));
  });

  test.each([40, 80])('fits into %i columns', (width) => {
    const text = comparisonReport(unchanged, page(width));
    expectGolden(`comparison-${width}.txt`, text);
    expect(Math.max(...text.split('\n').map(columnsOf))).toBeLessThanOrEqual(width);
  });

  test('in colour', () => {
    expectGolden('comparison-colours.txt', comparisonReport(mixed, page(100, 1)));
  });

  test('holds nothing that a terminal would act on', () => {
    expect(comparisonReport(mixed, page(100))).not.toContain('\u001b');
  });
});
