import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { columnsOf } from '../columns.ts';
import { expectGolden } from './golden/golden.ts';
import { died, failed, interrupted, invalid, passed } from './golden/results.ts';
import { runsTerminalReport } from './runs.ts';

const plain = new Chalk({ level: 0 });
const all = [passed, failed, invalid, interrupted, died];

test.each([40, 80])('repeated runs for people, in %d columns', (width) => {
  expectGolden(`runs-${width}.txt`, runsTerminalReport(all, { chalk: plain, width }));
});

test('runs that all pass say so, and nothing else', () => {
  const text = runsTerminalReport([passed, passed], { chalk: plain, width: 80 });
  expect(text).toMatch(/\n\n2 of 2 runs passed\n$/);
  expect(text.trimEnd().split('\n')).toHaveLength(7);
});

test('fits the page, down to the narrowest, and moves no cursor', () => {
  for (const width of [24, 31, 53, 80]) {
    const text = runsTerminalReport(all, { chalk: plain, width });
    expect(text).not.toContain('\u001b');
    for (const line of text.split('\n'))
      if (!/ECONN|tchatator-check|plans\/rush|--/.test(line))
        expect(columnsOf(line)).toBeLessThanOrEqual(width);
  }
});
