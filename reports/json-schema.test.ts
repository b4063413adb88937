import { readFileSync, writeFileSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { RunResult } from '../suites/result.ts';
import {
  conformant,
  empty,
  everything,
  incomplete,
  interrupted,
  inDialect,
  oneFailure,
  stale,
} from './golden/runs.ts';
import { reportJsonSchema, runReport } from './json-schema.ts';
import { jsonReport } from './json.ts';

const shipped = new URL('report.schema.json', import.meta.url);

test('the schema is of the type of a run, no more and no less', () => {
  expectTypeOf<z.infer<typeof runReport>>().toEqualTypeOf<RunResult>();
  const there = (run: RunResult): z.infer<typeof runReport> => run;
  const back = (run: z.infer<typeof runReport>): RunResult => run;
  expect(back(there(oneFailure))).toBe(oneFailure);
});

test.each([everything, oneFailure, conformant, interrupted, incomplete, empty, stale, inDialect])(
  'knows every property of run %#',
  (run) => {
    expect(runReport.parse(JSON.parse(jsonReport(run)))).toEqual(run);
  },
);

test.each([
  ['another format', { ...oneFailure, format: 2 }],
  ['an unknown verdict', { ...oneFailure, verdict: 'perhaps' }],
  ['a count of a half', { ...oneFailure, counts: { ...oneFailure.counts, pass: 0.5 } }],
  ['a verdict without its count', { ...oneFailure, counts: { pass: 3 } }],
  ['a start that is no time', { ...oneFailure, startedAt: 'yesterday' }],
])('refuses %s', (_, report) => {
  expect(runReport.safeParse(report).success).toBe(false);
});

test('a reader of format 1 may meet properties it does not know', () => {
  expect(runReport.safeParse({ ...oneFailure, seed: 7 }).success).toBe(true);
  expect(reportJsonSchema()).not.toContain('"additionalProperties": false');
});

/** The text may be formatted otherwise. UPDATE_GOLDEN=1 rewrites the file. */
test('the schema that is shipped is this one', () => {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(shipped, reportJsonSchema());
  expect(JSON.parse(readFileSync(shipped, 'utf8'))).toEqual(JSON.parse(reportJsonSchema()));
});
