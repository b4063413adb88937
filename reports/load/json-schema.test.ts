import { readFileSync, writeFileSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { LoadResult } from '../../loadgen/result.ts';
import { jsonReport } from '../json.ts';
import { died, failed, interrupted, invalid, passed } from './golden/results.ts';
import { loadReport, loadReportJsonSchema } from './json-schema.ts';

const shipped = new URL('../load.schema.json', import.meta.url);

test('the schema is of the type of a load run, no more and no less', () => {
  expectTypeOf<z.infer<typeof loadReport>>().toEqualTypeOf<LoadResult>();
  const there = (result: LoadResult): z.infer<typeof loadReport> => result;
  const back = (result: z.infer<typeof loadReport>): LoadResult => result;
  expect(back(there(failed))).toBe(failed);
});

const verified: LoadResult = {
  ...passed,
  delivery: {
    ...{ sent: 9, arrived: 4, lost: 3, duplicated: 1, unseen: 1 },
    ...{ refused: 2, leaked: 2, open: 1, strayed: 5 },
  },
};

test.each([passed, failed, invalid, died, interrupted, verified])(
  'knows every property of run %#',
  (result) => {
    expect(loadReport.parse(JSON.parse(jsonReport(result)))).toEqual(result);
  },
);

test.each([
  ['another format', { ...passed, format: 2 }],
  ['an unknown verdict', { ...passed, verdict: 'perhaps' }],
  ['a count of a half', { ...passed, totals: { ...passed.totals, sent: 0.5 } }],
  ['the report of a check', { ...passed, kind: undefined }],
])('refuses %s', (_, report) => {
  expect(loadReport.safeParse(report).success).toBe(false);
});

/** The text may be formatted otherwise. UPDATE_GOLDEN=1 rewrites the file. */
test('the schema that is shipped is this one', () => {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(shipped, loadReportJsonSchema());
  expect(JSON.parse(readFileSync(shipped, 'utf8'))).toEqual(JSON.parse(loadReportJsonSchema()));
});
