import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import { columnsOf } from '../columns.ts';
import { expectGolden } from './golden/golden.ts';
import { died, failed, interrupted, invalid, passed } from './golden/results.ts';
import { milliseconds, rate, whole } from './numbers.ts';
import { loadTerminalReport } from './terminal.ts';

const plain = new Chalk({ level: 0 });
const all = { passed, failed, invalid, died, interrupted };

describe('the report for people', () => {
  test.each(Object.entries(all))('of a run that %s', (name, result) => {
    expectGolden(`${name}.txt`, loadTerminalReport(result, { chalk: plain, width: 80 }));
  });

  test.each([40, 120])('in %d columns', (width) => {
    expectGolden(`failed-${width}.txt`, loadTerminalReport(failed, { chalk: plain, width }));
  });

  test('of what arrived', () => {
    const delivery = {
      ...{ sent: 1234, arrived: 1200, lost: 30, duplicated: 4, unseen: 0 },
      ...{ refused: 9, leaked: 2, open: 1, strayed: 0 },
    };
    const text = loadTerminalReport({ ...failed, delivery }, { chalk: plain, width: 80 });
    expectGolden('delivery.txt', text);
  });

  test('in colours', () => {
    const coloured = loadTerminalReport(failed, { chalk: new Chalk({ level: 1 }), width: 80 });
    expectGolden('failed-colours.txt', coloured.replaceAll('\u001b[', '␛['));
  });

  test.each(Object.values(all))('fits the page, down to the narrowest (%#)', (result) => {
    for (const width of [24, 31, 40, 53, 80, 200])
      for (const line of loadTerminalReport(result, { chalk: plain, width }).split('\n'))
        // Words that stand to be copied stay whole.
        if (!/errors|ECONN|tchatator-check|plans\/rush|--/.test(line))
          expect(columnsOf(line)).toBeLessThanOrEqual(width);
  });

  test('lets nothing through that moves a cursor', () => {
    expect(loadTerminalReport(died, { chalk: plain, width: 80 })).not.toContain('\u001b');
  });
});

describe('numbers for people', () => {
  test.each([
    [0, '0.000'],
    [0.1234, '0.123'],
    [0.9996, '1.00'],
    [1.234, '1.23'],
    [9.996, '10.0'],
    [99.96, '100'],
    [12_345.6, '12,346'],
  ])('%d ms', (ms, text) => expect(milliseconds(ms)).toBe(text));

  test('have their thousands apart', () => {
    expect([0, 999, 1000, 1234567].map(whole)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect([0, 199.94, 12_345.6].map(rate)).toEqual(['0.0/s', '199.9/s', '12,346/s']);
  });
});
