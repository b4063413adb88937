/** The JSON report of a run that verifies limits, format 1, as a schema. */
import { z } from 'zod';

const count = z.int().nonnegative();
const window = z.enum(['minute', 'hour']);
const asked = { clause: z.string().describe('of the protocol'), window, title: z.string() };

const check = z.union([
  z.object({ ...asked, verdict: z.literal('held'), users: count }),
  z.object({
    ...asked,
    verdict: z.literal('broken'),
    expected: z.string(),
    actual: z.string(),
    users: count.describe('who showed it'),
    of: count,
  }),
  z.object({ ...asked, verdict: z.literal('unjudged'), why: z.string() }),
]);

const limiter = z
  .object({
    window,
    text: z.string().describe('in a sentence'),
    kinds: z
      .array(z.enum(['sliding', 'first-message', 'clock', 'bucket']))
      .describe('those that may have answered so; one where it is known'),
    countsLimited: z
      .array(z.boolean())
      .describe('whether messages answered 426 count; two where it is not known'),
    countsRefused: z.array(z.boolean()).describe('whether messages that are refused otherwise count'),
    countsCommands: z.array(z.boolean()).describe('whether commands that send nothing count'),
  })
  .describe('how the target limits, as far as its answers tell');

/** Format 1. Its type is that of `LimitsResult`. */
export const limitsReport = z
  .object({
    format: z.literal(1),
    kind: z.literal('limits'),
    tool: z.object({ name: z.literal('tchatator-check'), version: z.string() }),
    target: z.object({ address: z.string(), kind: z.enum(['bundled', 'address', 'exec']) }),
    plan: z.looseObject({ name: z.string() }),
    startedAt: z.iso.datetime(),
    durationMs: z.number().nonnegative(),
    verdict: z.enum(['passed', 'failed', 'died']),
    reason: z.string().exactOptional().describe('why the target is taken to be dead'),
    interrupted: z.boolean(),
    limits: z
      .object({
        perMinute: count.exactOptional(),
        perHour: count.exactOptional(),
        minuteMs: z.number(),
        hourMs: z.number(),
      })
      .describe('as the profile declares them; what it does not is not judged'),
    users: count,
    messages: z.record(z.string(), count).describe('by what they were answered; none for no answer'),
    checks: z.array(check),
    limiter: limiter.exactOptional(),
    notes: z.array(z.string()),
  })
  .meta({ title: 'Report of a limits run of tchatator-check, format 1' });

/** The JSON Schema of the report, as `limits.schema.json` ships it: indented by two, with a newline at the end. */
export function limitsReportJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(limitsReport, { io: 'input' }), null, 2)}\n`;
}
