import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LoadResult } from '../loadgen/result.ts';
import { printable } from '../reports/printable.ts';
import { loadReport } from '../reports/load/json-schema.ts';

/** A JSON report of `load`: one run, or with `--runs` a list of them. */
const report = z.union([loadReport.transform((one): LoadResult[] => [one]), z.array(loadReport).min(1)]);

/** The runs in a JSON report of `load`; what is wrong with the file is added to `problems`, and then there are none. */
export function readLoadResults(file: string, problems: string[]): readonly LoadResult[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.push(
      `${file}: ${error instanceof SyntaxError ? 'is no JSON' : 'cannot be read'}: ${printable(why)}`,
    );
    return [];
  }
  const parsed = report.safeParse(value);
  if (parsed.success) return parsed.data;
  problems.push(`${file}: is no report of "load --report json": ${whyNot(value)}`);
  return [];
}

/** What is wrong first, in the run that it is in. */
function whyNot(value: unknown): string {
  const runs: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const [at, run] of runs.entries()) {
    const [issue] = loadReport.safeParse(run).error?.issues ?? [];
    if (issue === undefined) continue;
    const path = issue.path.join('.');
    const place = runs.length > 1 ? `run ${at + 1}, ` : '';
    return `${place}${path === '' ? '' : `${path}: `}${issue.message}`;
  }
  return 'it holds no run';
}
