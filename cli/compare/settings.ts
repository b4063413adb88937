import { z } from 'zod';
import { comparisonFormats } from '../../reports/comparison/formats.ts';
import { readReports, type ReportTo } from '../check/report-to.ts';

/** Files of both sides, and where reports go. */
export interface CompareSettings {
  readonly base: readonly string[];
  readonly new: readonly string[];
  readonly reports: readonly ReportTo[];
}

const flags = z.object({
  base: z.array(z.string()).default([]),
  new: z.array(z.string()).default([]),
  report: z.array(z.string()).default([]),
});

/** The two files that stand for themselves. */
export interface Named {
  readonly base: string | undefined;
  readonly new: string | undefined;
}

/** What is wrong is added to `problems`. */
export function readCompareSettings(
  named: Named,
  given: Readonly<Record<string, unknown>>,
  problems: string[],
): CompareSettings {
  const told = flags.parse(given);
  const files = (first: string | undefined, more: readonly string[]): string[] =>
    first === undefined ? [...more] : [first, ...more];
  const base = files(named.base, told.base);
  const next = files(named.new, told.new);
  if (base.length === 0 || next.length === 0)
    problems.push('name the runs before and those after: tchatator-check compare base.json new.json');
  return { base, new: next, reports: readReports(told.report, comparisonFormats, problems) };
}
