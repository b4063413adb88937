/** The JSON report of a search for the highest rate, format 1, as a schema. */
import { z } from 'zod';
import { gate, spread } from './json-schema.ts';

const perSecond = z.number().nonnegative();
const tried = z.object({ perSecond, times: z.int(), of: z.int().describe('how often it was tried') });

const step = z.object({
  perSecond: perSecond.describe('commands a second that were asked for'),
  outcome: z
    .enum(['held', 'broken', 'invalid', 'died'])
    .describe('invalid: a gate is not kept, and the generator itself was the limit'),
  ratePerSecond: perSecond.describe('expected answers a second'),
  latency: spread,
  gates: z.array(gate),
  why: z
    .array(z.string())
    .describe('what was wrong with the generator, or why the target is taken to be dead'),
});

/** Format 1. Its type is that of `KneeResult`. */
export const kneeReport = z
  .object({
    format: z.literal(1),
    kind: z.literal('knee'),
    tool: z.object({ name: z.literal('tchatator-check'), version: z.string() }),
    target: z.object({ address: z.string(), kind: z.enum(['bundled', 'address', 'exec']) }),
    plan: z.looseObject({ name: z.string() }),
    startedAt: z.iso.datetime(),
    durationMs: z.number().nonnegative(),
    verdict: z
      .enum(['found', 'at-least', 'none', 'unclear', 'invalid', 'died'])
      .describe(
        'at-least: the highest rate of the plan holds; none: the lowest does not; unclear: time was over before; invalid: the generator was the limit',
      ),
    interrupted: z.boolean(),
    holds: tried.exactOptional().describe('the highest rate that keeps the gates'),
    over: tried
      .exactOptional()
      .describe('the lowest rate that does not, or that the generator could not send'),
    steps: z.array(step).describe('in the order they were tried'),
  })
  .meta({ title: 'Report of a knee run of tchatator-check, format 1' });

/** The JSON Schema of the report, as `knee.schema.json` ships it: indented by two, with a newline at the end. */
export function kneeReportJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(kneeReport, { io: 'input' }), null, 2)}\n`;
}
