/**
 * The JSON report of a load run, format 1, as a schema. As with that of a check, `format` changes when a reader of the old
 * form would go wrong; further properties may come without that.
 */
import { z } from 'zod';

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();

/** Latencies. */
export const spread = z
  .object({
    count,
    minMs: milliseconds,
    meanMs: milliseconds,
    p50Ms: milliseconds,
    p90Ms: milliseconds,
    p99Ms: milliseconds,
    p999Ms: milliseconds,
    maxMs: milliseconds,
    hdr: z
      .string()
      .describe('all of them in microseconds: an HdrHistogram, encoding V2, deflated, base64, three digits'),
  })
  .describe('latencies; zeros where count is 0');

/** A bound, and whether it holds. */
export const gate = z.object({ gate: z.string(), actual: z.string(), kept: z.boolean() });

const tally = z.object({
  sent: count,
  answered: count,
  unexpected: count.describe('answered with a status that the plan does not expect'),
  lost: count.describe('on their way when the connection ended'),
  unanswered: count.describe('not answered within the time there was'),
  statuses: z
    .record(z.string(), count)
    .describe('answers by status line; other for what is none of the five'),
});

const interval = z.object({
  atMs: milliseconds.describe('since the start of the measured time'),
  durationMs: milliseconds,
  sent: count,
  answered: count,
  errors: count,
  receivedBytes: count,
  latency: spread,
});

const generator = z.object({
  engine: z.enum(['own', 'autocannon']).describe('whose clients have sent and timed'),
  workers: count,
  pacing: z.enum(['spin', 'timer']),
  eventLoopUse: z.array(z.number()).describe('of each worker, from 0 to 1; with spin always near 1'),
  cpuMs: milliseconds.describe(
    'of the whole process, from the start of the measured time to the last answer',
  ),
  sendError: spread.describe('how much later than intended commands were ready to leave; of an open loop'),
  reconnects: count,
  doubts: z.array(z.string()).describe('why the run is invalid'),
});

const delivery = z
  .object({
    sent: count.describe('messages answered 200, those of the warm-up too'),
    arrived: count.describe('of these, once'),
    lost: count.describe('of these, never'),
    duplicated: count.describe('more than once'),
    unseen: count.describe(
      'of these, nobody could see: the recipient was not there all the time, or could not poll',
    ),
    refused: count.describe('messages answered otherwise'),
    leaked: count.describe('of these, arrived all the same'),
    open: count.describe('messages that were not answered'),
    strayed: count.describe('handed out to somebody they were not for'),
  })
  .describe('what became of messages, where that was verified');

/** Format 1. Its type is that of `LoadResult`. */
export const loadReport = z
  .object({
    format: z.literal(1),
    kind: z.literal('load'),
    tool: z.object({ name: z.literal('tchatator-check'), version: z.string() }),
    target: z.object({ address: z.string(), kind: z.enum(['bundled', 'address', 'exec']) }),
    plan: z
      .looseObject({ name: z.string() })
      .describe('in the words of a plan file, as it was run: options of the command line included'),
    share: z
      .object({ index: count, of: count })
      .describe('which part of the plan this is: every of-th user and command, from index on'),
    startedAt: z.iso.datetime(),
    durationMs: milliseconds.describe('of the measured time'),
    verdict: z
      .enum(['passed', 'failed', 'died', 'invalid'])
      .describe(
        'failed: a gate is not kept; died: the target went away; invalid: the generator was the limit, so that the figures say nothing about the target',
      ),
    reason: z.string().exactOptional().describe('why the target is taken to be dead'),
    interrupted: z.boolean().describe('the run was cut short'),
    askedPerSecond: z
      .number()
      .exactOptional()
      .describe('how many commands a second the plan asked for, on average; absent for a closed loop'),
    ratePerSecond: z.number().describe('expected answers a second'),
    totals: tally.extend({
      unsent: count.describe('due, but never sent: the target took no more'),
      unasked: count.describe('answers that nobody had asked for'),
    }),
    latency: spread.describe(
      'from the intended time of a command to its answer; in a closed loop from its sending',
    ),
    service: spread.describe('from the sending of a command to its answer'),
    delivery: delivery.exactOptional(),
    commands: z.array(
      tally.extend({ command: z.enum(['send', 'poll', 'update', 'delete']), latency: spread }),
    ),
    timeline: z.array(interval),
    generator,
    gates: z.array(gate),
    notes: z.array(z.string()),
  })
  .meta({ title: 'Report of a load run of tchatator-check, format 1' });

/** The JSON Schema of the report, as `load.schema.json` ships it: indented by two, with a newline at the end. */
export function loadReportJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(loadReport, { io: 'input' }), null, 2)}\n`;
}
