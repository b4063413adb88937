/**
 * The JSON report, format 1, as a schema. `format` changes when a reader of the old form would go wrong; further
 * properties may come without that, so the schema does not forbid what it does not know.
 */
import { z } from 'zod';

const verdict = z
  .enum([
    'pass',
    'fail',
    'warn',
    'flaky',
    'known',
    'observed',
    'skipped',
    'not-observable',
    'blocked',
    'error',
  ])
  .describe(
    'fail: a must is broken; warn: a should; flaky: repeated, and not the same each time; known: a finding that the baseline names; observed: an open point, and what the target chose; skipped: the profile lacks what it needs; blocked: what it depends on failed; error: the suite itself broke',
  );
const level = z.enum(['must', 'should', 'may']).describe('how strongly the clause binds a server');
const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();
const escaped = 'escaped and with tokens masked';

const finding = z.object({
  clause: z.string(),
  level,
  expected: z.array(z.string()).describe('the alternatives, in words'),
  actual: z.string().describe('what came, in words'),
  sent: z.string().describe(`the bytes sent for this step, ${escaped}; empty when nothing was sent`),
  received: z.string().describe(`the bytes received, ${escaped}; empty when none came`),
  said: z
    .array(z.string())
    .exactOptional()
    .describe('the last lines that a server said before it died, escaped and with secrets masked'),
});

const transcriptLine = z.object({
  atMs: milliseconds.describe('since the start of the case'),
  connection: z.string(),
  kind: z.enum(['opened', 'sent', 'received', 'half-closed', 'closed', 'dropped', 'note']),
  text: z.string().describe(escaped),
});

const caseResult = z.object({
  id: z.string(),
  title: z.string(),
  clauses: z.array(z.string()),
  level,
  looks: z
    .literal(true)
    .exactOptional()
    .describe('set where it is judged by what stands in the target’s database'),
  verdict,
  plays: z
    .array(verdict)
    .exactOptional()
    .describe('the verdict of each play, where the case was played several times'),
  reason: z.string().exactOptional().describe('why it is skipped, not observable, blocked or in error'),
  blockedBy: z.string().exactOptional().describe('the case or event it was blocked by'),
  findings: z.array(finding),
  observed: z.string().exactOptional().describe('what the target chose on an open point'),
  known: z
    .object({
      was: z.enum(['fail', 'warn', 'flaky']).describe('what it would be but for the baseline'),
      reason: z.string().describe('why it may stay'),
      issue: z.string().exactOptional().describe('where it is followed up'),
    })
    .exactOptional()
    .describe('of a known finding: what the baseline says of it'),
  hint: z.string().exactOptional().describe('where to look first'),
  transcript: z.array(transcriptLine),
  durationMs: milliseconds,
});

const staleEntry = z.object({
  file: z.string(),
  line: z.int().positive(),
  case: z.string().describe('the pattern it names its cases by'),
  why: z
    .enum(['passed', 'no-case', 'expired'])
    .describe('its cases ran and nothing was found; it names no case; its date is over'),
  text: z.string().describe('what is wrong with it, and what to do'),
});

/** Format 1. Its type is that of `RunResult`. */
export const runReport = z
  .object({
    format: z.literal(1),
    tool: z.object({ name: z.literal('tchatator-check'), version: z.string() }),
    target: z.object({
      address: z.string(),
      kind: z.enum(['bundled', 'address', 'exec']),
      dialect: z.string().exactOptional().describe('the dialect it speaks: the verdict holds in that alone'),
      accounts: z
        .object({ member: count, pro: count, admin: count })
        .describe('how many of each role were lent'),
    }),
    startedAt: z.iso.datetime(),
    durationMs: milliseconds,
    verdict: z.enum(['conformant', 'not-conformant', 'flaky', 'incomplete']),
    seed: count.describe('what the order of the cases and all that is made up in them come from'),
    repeat: count.describe('how often each case was played'),
    interrupted: z.boolean().describe('the run was cut short'),
    counts: z.record(verdict, count),
    baseline: z
      .object({
        file: z.string(),
        entries: count,
        stale: z.array(staleEntry).describe('entries that must go, or be corrected: the run fails for each'),
      })
      .exactOptional(),
    notes: z.array(z.string()).describe('what would let more be judged'),
    results: z.array(caseResult),
  })
  .meta({ title: 'Report of a run of tchatator-check, format 1' });

/** The JSON Schema of the report, as `report.schema.json` ships it: indented by two, with a newline at the end. */
export function reportJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(runReport, { io: 'input' }), null, 2)}\n`;
}
