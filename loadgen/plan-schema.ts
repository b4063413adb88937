/**
 * The form of a plan file: what people write in YAML, and what options of the command line are laid over. Rates are
 * commands a second; durations are text such as `500ms`, `10s`, `2m` or `1h`.
 */
import { z } from 'zod';
import { STATUSES } from '../wire/status.ts';
import { parseGate } from './parse-gate.ts';
import { readDuration } from './quantity.ts';

/** The bounds that keep a slip of the keyboard from becoming a flood. */
export const MOST = {
  connections: 10_000,
  depth: 1024,
  perSecond: 1_000_000,
  requests: 1_000_000_000,
  characters: 1_000_000,
  weight: 1000,
  durationMs: 24 * 3_600_000,
  seed: 2 ** 32 - 1,
} as const;

/** Text such as `500ms` or `10s`, up to a day. */
export const duration = z
  .string()
  .regex(/^\d{1,9}(\.\d+)? *(ms|s|m|min|h)$/, 'a duration such as 500ms, 10s, 2m or 1h')
  .refine((text) => (readDuration(text) ?? 0) <= MOST.durationMs, 'longer than 24h; shorten it');
const positive = duration.refine((text) => readDuration(text) !== 0, 'no time at all; write a longer one');

const perSecond = z.number().min(0).max(MOST.perSecond);
const depth = z.int().min(1).max(MOST.depth);
const weight = z.int().min(0).max(MOST.weight);
const code = z.literal(Object.keys(STATUSES).map(Number));

const stage = z.union([
  z.strictObject({
    hold: perSecond.describe('commands a second'),
    for: positive,
  }),
  z.strictObject({
    ramp: z.tuple([perSecond, perSecond]).describe('from one rate evenly to another'),
    for: positive,
  }),
  z.strictObject({
    steps: z.tuple([perSecond, perSecond]).describe('the first rate and the last'),
    by: perSecond.refine((by) => by > 0, 'no step at all; write a larger one'),
    for: positive.describe('how long each rate holds'),
  }),
]);

const closed = z
  .strictObject({
    depth: depth.default(1).describe('commands on their way at once on each connection'),
    think: duration.default('0ms').describe('how long a user waits behind an answer'),
    requests: z
      .int()
      .min(1)
      .max(MOST.requests)
      .optional()
      .describe('ends earlier, after so many commands in all'),
  })
  .describe('each connection sends again once it has been answered');

const open = z
  .strictObject({
    rate: perSecond.refine((rate) => rate > 0, 'no rate at all; write a higher one').optional(),
    stages: z.array(stage).min(1).max(100).optional().describe('one after the other, instead of a rate'),
    arrivals: z
      .enum(['even', 'random'])
      .default('even')
      .describe('at equal distances, or as a Poisson process'),
    depth: depth
      .default(64)
      .describe('commands on their way at once on each connection; what is due beyond waits'),
  })
  .describe('commands leave when they are due, answered or not');

const gate = z.string().superRefine((text, context) => {
  const parsed = parseGate(text);
  if (parsed.kind === 'problem') context.addIssue(`"${text}": ${parsed.why}`);
});

const size = z.union([
  z.int().min(0).max(MOST.characters),
  z
    .strictObject({
      from: z.int().min(0).max(MOST.characters),
      to: z.int().min(0).max(MOST.characters),
    })
    .refine(({ from, to }) => from <= to, '`from` is more than `to`'),
]);

/** What plans of load have in common. */
export const planFields = {
  about: z.string().default('').describe('what it is for, in a sentence'),
  connections: z.int().min(1).max(MOST.connections).describe('each is a user of its own'),
  mix: z
    .strictObject({
      send: weight.optional(),
      poll: weight.optional(),
      update: weight.optional(),
      delete: weight.optional(),
    })
    .refine((mix) => Object.values(mix).some((part = 0) => part > 0), 'no command has a weight above 0')
    .default({ send: 1 })
    .describe('how often each command comes, in proportion'),
  size: size.default(64).describe('the length of messages, in characters'),
  'warm-up': duration.default('0ms').describe('runs before, with the same load, and is not counted'),
  seed: z.int().min(0).max(MOST.seed).default(1),
  expect: z.array(code).min(1).default([200]).describe('the statuses that are no error'),
  verify: z
    .boolean()
    .default(false)
    .describe('whether every message answered 200 has to arrive exactly once, and no other'),
  gates: z.array(gate).default([]).describe('such as "p99 <= 20ms", "rate >= 5000/s" or "errors == 0"'),
};

/** A plan as it is written. */
export const planForm = z
  .strictObject({
    ...planFields,
    closed: closed.optional(),
    open: open.optional(),
    duration: positive.optional().describe('of the measured time; stages have their own'),
  })
  .superRefine((form, context) => {
    for (const [path, message] of [...conflicts(form), ...verifyConflicts(form)])
      context.addIssue({ code: 'custom', path, message });
  });
export type PlanForm = z.output<typeof planForm>;

/** Messages that are shorter do not hold which one they are. */
const SHORTEST_VERIFIED = 29;

/** What keeps delivery from being verified, with the key it is about. */
export function* verifyConflicts({
  verify,
  mix,
  size: told,
}: Pick<z.output<typeof planForm>, 'verify' | 'mix' | 'size'>): Generator<[string[], string]> {
  if (!verify) return;
  if ((mix.update ?? 0) + (mix.delete ?? 0) > 0)
    yield [
      ['mix'],
      'what is updated or deleted does not arrive as it was sent: verify a plan of sends and polls',
    ];
  if ((typeof told === 'number' ? told : told.from) < SHORTEST_VERIFIED)
    yield [
      ['size'],
      `what arrives is told by its content: verify messages of ${SHORTEST_VERIFIED} characters or more`,
    ];
}

/** What cannot be said together, with the key it is about. */
function* conflicts({
  closed,
  open,
  duration,
  'warm-up': warmUp,
}: Partial<z.output<typeof planForm>>): Generator<[string[], string]> {
  if ((closed === undefined) === (open === undefined))
    yield [[], 'a plan is either `closed` or `open`: write one of the two'];
  if (open !== undefined && (open.rate === undefined) === (open.stages === undefined))
    yield [['open'], 'an open loop has either a `rate` or `stages`: write one of the two'];
  const hasStages = open?.stages !== undefined;
  if (hasStages && duration !== undefined)
    yield [['duration'], 'the stages have durations of their own: leave this one out'];
  if (!hasStages && duration === undefined)
    yield [[], 'the plan has no end: write a `duration`, such as 10s'];
  const [first] = open?.stages ?? [];
  const startsAtNothing =
    first !== undefined &&
    (('ramp' in first && first.ramp[0] === 0) || ('hold' in first && first.hold === 0));
  if (startsAtNothing && readDuration(warmUp ?? '0ms') !== 0)
    yield [['warm-up'], 'the stages begin with a rate of 0, which warms nothing up: leave this out'];
}
