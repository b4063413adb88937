import { expect, test } from 'vitest';
import { counted, duration } from './words.ts';

test.each([
  [0, '0 ms'],
  [0.4, '0 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [12_340, '12.3 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min 00 s'],
  [245_000, '4 min 05 s'],
  [3_599_400, '59 min 59 s'],
  [3_599_500, '1 h 00 min'],
  [7_380_000, '2 h 03 min'],
])('%d ms is %s', (durationMs, words) => {
  expect(duration(durationMs)).toBe(words);
});

test('counts', () => {
  expect([counted(0, 'case'), counted(1, 'case'), counted(2, 'case')]).toEqual([
    '0 cases',
    '1 case',
    '2 cases',
  ]);
  expect(counted(2, 'warning', 'warnings')).toBe('2 warnings');
});
