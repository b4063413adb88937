import { z } from 'zod';
import { COMMAND_KINDS } from '../../loadgen/plan.ts';
import { MOST } from '../../loadgen/plan-schema.ts';
import { parseGate } from '../../loadgen/parse-gate.ts';
import { readDuration, readRate } from '../../loadgen/quantity.ts';
import { kebabCase } from '../kebab-case.ts';

const whole = (most: number) => {
  const message = `expected a whole number from 1 to ${most}`;
  return z
    .string()
    .regex(/^[1-9]\d{0,15}$/, message)
    .transform(Number)
    .refine((value) => value <= most, message);
};
const duration = z
  .string()
  .refine(
    (text) => (readDuration(text) ?? Infinity) <= MOST.durationMs,
    'expected a time up to 24h, such as 500ms, 10s or 2m',
  );
const RATE = `expected commands a second, more than 0 and up to ${MOST.perSecond}, such as 200 or 30/min`;

/** The options that stand for a key of the plan, and what they say in its words. */
const overlay = z
  .object({
    connections: whole(MOST.connections).optional(),
    rate: z
      .string()
      .transform((text) => readRate(text) ?? 0)
      .refine((rate) => rate > 0 && rate <= MOST.perSecond, RATE)
      .optional(),
    depth: whole(MOST.depth).optional(),
    think: duration.optional(),
    requests: whole(MOST.requests).optional(),
    duration: duration.optional(),
    warmUp: duration.optional(),
    mix: z
      .string()
      .transform((text) => text.split(',').map((part) => part.split('=').map((word) => word.trim())))
      .refine(
        (parts) => parts.every(([kind = '', weight = '']) => isKind(kind) && /^\d{1,4}$/.test(weight)),
        `expected weights such as send=3,poll=1; there are ${COMMAND_KINDS.join(', ')}`,
      )
      .transform((parts) =>
        Object.fromEntries(parts.map(([kind = '', weight = '']): [string, number] => [kind, Number(weight)])),
      )
      .optional(),
    size: z
      .string()
      .regex(/^\d{1,7}(-\d{1,7})?$/, 'expected a number of characters, such as 64, or two, such as 20-200')
      .transform((text) => text.split('-').map(Number))
      .transform(([from, to]) => (to === undefined ? from : { from, to }))
      .optional(),
    seed: z
      .string()
      .regex(/^\d{1,10}$/, 'expected a whole number from 0')
      .transform(Number)
      .optional(),
    expect: z
      .string()
      .transform((text) => text.split(',').map(Number))
      .optional(),
    gate: z
      .array(
        z.string().superRefine((text, context) => {
          const parsed = parseGate(text);
          if (parsed.kind === 'problem') context.addIssue(`"${text}": ${parsed.why}`);
        }),
      )
      .optional(),
    verify: z.literal(true).optional(),
    patience: z
      .string()
      .transform((text) => (/^\d+$/.test(text) ? `${text}s` : text))
      .pipe(duration)
      .optional(),
  })
  .superRefine(({ rate, think, requests }, context) => {
    const loop = Object.entries({ think, requests }).filter(([, value]) => value !== undefined);
    for (const [key] of rate === undefined ? [] : loop)
      context.addIssue({
        code: 'custom',
        path: [key],
        message: 'is about a closed loop, and --rate makes an open one: leave one of them out',
      });
  });
export type Overlay = z.output<typeof overlay>;

/** What the options say; what is wrong with them is added to `problems`. */
export function readOverlay(
  flags: Readonly<Record<string, unknown>>,
  problems: string[],
): Overlay | undefined {
  const parsed = overlay.safeParse(flags);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues)
    problems.push(`--${kebabCase(String(path[0]))}: ${message}`);
  return undefined;
}

function isKind(word: string): boolean {
  return COMMAND_KINDS.some((kind) => kind === word);
}
