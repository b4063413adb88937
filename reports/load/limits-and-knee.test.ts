import { readFileSync, writeFileSync } from 'node:fs';
import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { KneeResult } from '../../loadgen/knee-result.ts';
import type { LimitsResult } from '../../loadgen/limits-result.ts';
import { columnsOf } from '../columns.ts';
import { jsonReport } from '../json.ts';
import { expectGolden } from './golden/golden.ts';
import { kneeFound, kneesOtherwise, limitsBroken, limitsDied, limitsHeld } from './golden/limits-results.ts';
import { kneeStepText, kneeTerminalReport } from './knee.ts';
import { kneeReport, kneeReportJsonSchema } from './knee-schema.ts';
import { limitsTerminalReport } from './limits.ts';
import { limitsReport, limitsReportJsonSchema } from './limits-schema.ts';

const plain = new Chalk({ level: 0 });
const limits = { held: limitsHeld, broken: limitsBroken, died: limitsDied };
const knees = { found: kneeFound, ...kneesOtherwise };

const limitsIn = (width: number, chalk = plain) =>
  Object.values(limits).map((result) => limitsTerminalReport(result, { chalk, width }));
const kneesIn = (width: number, chalk = plain) =>
  Object.values(knees).map((result) => kneeTerminalReport(result, { chalk, width }));

describe('for people', () => {
  test.each([40, 80, 120])('what was found out about limits, in %d columns', (width) => {
    expectGolden(`limits-${width}.txt`, limitsIn(width).join('\n-----\n'));
  });

  test.each([40, 80])('where the knee is, in %d columns', (width) => {
    expectGolden(`knee-${width}.txt`, kneesIn(width).join('\n-----\n'));
  });

  test('in colours', () => {
    const chalk = new Chalk({ level: 1 });
    const text = [...limitsIn(80, chalk), ...kneesIn(80, chalk)].join('\n-----\n');
    expectGolden('limits-and-knee-colours.txt', text.replaceAll('\u001b[', '␛['));
  });

  test('each step of a search, in a line', () => {
    const lines = [...kneeFound.steps, ...kneesOtherwise.invalid.steps, ...kneesOtherwise.died.steps].map(
      kneeStepText,
    );
    expectGolden('knee-steps.txt', `${lines.join('\n')}\n`);
  });

  test('fits the page, and lets nothing through that moves a cursor', () => {
    for (const width of [24, 40, 80])
      for (const line of [...limitsIn(width), ...kneesIn(width)].join('\n').split('\n')) {
        expect(line).not.toContain('\u001b');
        // Words that stand to be copied stay whole.
        if (!/ECONN|tchatator-check|TOOMRQ|192\.168|--|reached/.test(line))
          expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }
  });
});

describe('for programs', () => {
  test('the schemas are of the types of the results, no more and no less', () => {
    const limitsBack = (result: z.infer<typeof limitsReport>): LimitsResult => result;
    const limitsThere = (result: LimitsResult): z.infer<typeof limitsReport> => result;
    const kneeBack = (result: z.infer<typeof kneeReport>): KneeResult => result;
    const kneeThere = (result: KneeResult): z.infer<typeof kneeReport> => result;
    expect([limitsBack(limitsThere(limitsHeld)), kneeBack(kneeThere(kneeFound))]).toEqual([
      limitsHeld,
      kneeFound,
    ]);
  });

  test.each(Object.values(limits))('limits %#', (result) => {
    expect(limitsReport.parse(JSON.parse(jsonReport(result)))).toEqual(result);
  });

  test.each(Object.values(knees))('knee %#', (result) => {
    expect(kneeReport.parse(JSON.parse(jsonReport(result)))).toEqual(result);
  });

  test('what is none is refused', () => {
    expect(limitsReport.safeParse({ ...limitsHeld, verdict: 'perhaps' }).success).toBe(false);
    expect(kneeReport.safeParse({ ...kneeFound, kind: 'load' }).success).toBe(false);
  });

  test.each([
    ['limits', limitsReportJsonSchema],
    ['knee', kneeReportJsonSchema],
  ])('the schema of %s that is shipped is this one', (name, text) => {
    const shipped = new URL(`../${name}.schema.json`, import.meta.url);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(shipped, text());
    expect(JSON.parse(readFileSync(shipped, 'utf8'))).toEqual(JSON.parse(text()));
  });
});
