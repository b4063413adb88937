import { z } from 'zod';
import { COMMAND_KINDS, type Plan } from '../../loadgen/plan.ts';
import { MOST, planForm, type PlanForm } from '../../loadgen/plan-schema.ts';
import { readDuration, readRate } from '../../loadgen/quantity.ts';
import { readPlan } from '../../loadgen/read-plan.ts';
import { toPlan } from '../../loadgen/to-plan.ts';
import { problemLines } from '../problem-lines.ts';

/** A plan, and the words it is written in, options included. */
export interface WrittenPlan {
  readonly plan: Plan;
  readonly written: PlanForm;
}

/** The plan that is taken when none is named. */
export const DEFAULT_PLAN = 'smoke';

/** The plan that is named, with what the options say in place of what it says. What is wrong is added to `problems`. */
export function writtenPlan(
  name: string,
  flags: Readonly<Record<string, unknown>>,
  problems: string[],
): WrittenPlan | undefined {
  const read = readPlan(name);
  const overlay = overlayOf(flags, problems);
  switch (read.kind) {
    case 'unknown':
      problems.push(`--plan ${name}: ${read.why}`);
      return undefined;
    case 'problems':
      problems.push(...problemLines(read.problems));
      return undefined;
    case 'written': {
      if (overlay === undefined) return undefined;
      const parsed = planForm.safeParse(laidOver(read.value, overlay));
      if (parsed.success) return { plan: toPlan(name, parsed.data), written: parsed.data };
      problems.push(...parsed.error.issues.map(({ path, message }) => inWords(path, message)));
      return undefined;
    }
  }
}

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
    gate: z.array(z.string()).optional(),
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
type Overlay = z.output<typeof overlay>;

function overlayOf(flags: Readonly<Record<string, unknown>>, problems: string[]): Overlay | undefined {
  const parsed = overlay.safeParse(flags);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues)
    problems.push(`--${kebabCase(String(path[0]))}: ${message}`);
  return undefined;
}

type Written = Readonly<Record<string, unknown>>;

/** A rate makes an open loop of a closed one, and time to think or a number of commands a closed one of an open one. */
function laidOver(plan: Written, told: Overlay): Record<string, unknown> {
  const { rate, depth, think, requests, warmUp, gate: gates, ...same } = told;
  const { closed, open, ...rest } = plan;
  const wantsClosed = rate === undefined && (think !== undefined || requests !== undefined);
  const isOpen = rate !== undefined || (closed === undefined && !wantsClosed);
  const ofLoad = without({ depth, ...(isOpen ? { rate } : { think, requests }) });
  const before = asRecord(isOpen ? open : closed);
  const { stages, ...staged } = before;
  const keepsStages = rate === undefined && stages !== undefined;
  const load = { ...(keepsStages ? before : staged), ...ofLoad };
  const needsEnd = !keepsStages && rest.duration === undefined && told.duration === undefined;
  return {
    ...rest,
    ...(needsEnd && { duration: '10s' }),
    ...without({ ...same, 'warm-up': warmUp, gates }),
    ...(isOpen ? { open: load } : { closed: load }),
  };
}

function without(given: Written): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Keys of a plan by the options that say them. */
const OPTIONS: Readonly<Record<string, string>> = { gates: 'gate' };

function inWords(path: readonly PropertyKey[], message: string): string {
  const key = String(path[0] === 'open' || path[0] === 'closed' ? (path[1] ?? path[0]) : (path[0] ?? 'plan'));
  return `--${OPTIONS[key] ?? key}: ${message}`;
}

function isKind(word: string): boolean {
  return COMMAND_KINDS.some((kind) => kind === word);
}

function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
