import { z } from 'zod';
import { explain } from '../spec/explain.ts';
import { byPlace, type Problem } from '../spec/problem.ts';
import { readYaml } from '../spec/yaml-file.ts';
import type { BaselineEntry } from './baseline.ts';

/** The form of a baseline file: a list, so that an entry more is one block more. */
export const baselineForm = z
  .array(
    z.strictObject({
      case: z.string().trim().min(1),
      reason: z.string().trim().min(1),
      issue: z.url('a link, such as https://example.org/issues/12').optional(),
      expires: z.iso.date('a date, such as 2026-12-31').optional(),
      flaky: z.literal(true).optional(),
    }),
  )
  .superRefine((entries, context) => {
    entries.forEach(({ case: pattern }, index) => {
      const first = entries.findIndex((other) => other.case === pattern);
      if (first === index) return;
      const message = `the same \`case\` as in entry ${first + 1}: one of the two is enough`;
      context.addIssue({ code: 'custom', path: [index, 'case'], message });
    });
  });

export type ReadBaseline =
  { kind: 'entries'; entries: BaselineEntry[] } | { kind: 'problems'; problems: Problem[] };

/** Reads the text of a baseline file; all that is wrong with it comes at once, each with its place and cure. */
export function readBaseline(file: string, text: string): ReadBaseline {
  const reading = readYaml(file, text);
  if (reading.kind === 'broken') return { kind: 'problems', problems: reading.problems };
  const { read } = reading;
  // A file of comments alone knows of nothing.
  const value = read.value ?? [];
  const parsed = baselineForm.safeParse(value);
  if (!parsed.success)
    return { kind: 'problems', problems: explain(baselineForm, { read, path: [], value }).sort(byPlace) };
  const entries = parsed.data.map(({ case: pattern, reason, issue, expires, flaky }, index) => ({
    case: pattern,
    reason,
    ...(issue !== undefined && { issue }),
    ...(expires !== undefined && { expires }),
    flaky: flaky === true,
    line: read.placeOf([index]).line,
  }));
  return { kind: 'entries', entries };
}
