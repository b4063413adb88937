/** The form of a knee plan as people write it in YAML. */
import { z } from 'zod';
import { duration, MOST, planFields, verifyConflicts } from '../plan-schema.ts';
import type { Plan } from '../plan.ts';
import { readDuration } from '../quantity.ts';
import { toPlan } from '../to-plan.ts';
import type { Knee } from './knee.ts';

const rate = z.number().min(0.1).max(MOST.perSecond);

export const kneeForm = z
  .strictObject({
    ...planFields,
    knee: z
      .strictObject({
        from: rate.default(50).describe('the rate to begin with, in commands a second'),
        to: rate.default(100_000).describe('the highest rate to try'),
        factor: z
          .number()
          .min(1.1)
          .max(10)
          .default(2)
          .describe('from one rate to the next, until one is too high'),
        precision: z
          .number()
          .min(0.01)
          .max(0.5)
          .default(0.05)
          .describe('how near to each other the rates that hold and that do not shall come, as a part'),
        hold: duration.default('4s').describe('how long each rate is measured, behind a warm-up of its own'),
        within: duration.default('3m').describe('the longest for all of it'),
        depth: z
          .int()
          .min(1)
          .max(MOST.depth)
          .default(64)
          .describe('commands on their way on each connection'),
      })
      .describe('looks for the highest rate that keeps the gates'),
  })
  .superRefine(({ knee, gates, ...form }, context) => {
    for (const [path, message] of verifyConflicts(form)) context.addIssue({ code: 'custom', path, message });
    if (knee.from > knee.to)
      context.addIssue({ code: 'custom', path: ['knee', 'from'], message: '`from` is more than `to`' });
    if (gates.length === 0)
      context.addIssue({
        code: 'custom',
        path: ['gates'],
        message: 'no gate, so that any rate would do: write one',
      });
  });
export type KneeForm = z.output<typeof kneeForm>;

/** From the form people write, parsed, to ours. */
export function toKnee({ knee }: KneeForm): Knee {
  return {
    fromPerSecond: knee.from,
    toPerSecond: knee.to,
    factor: knee.factor,
    precision: knee.precision,
    withinMs: readDuration(knee.within) ?? 0,
  };
}

/** The plan of one step. */
export function stepOf(name: string, form: KneeForm, perSecond: number): Plan {
  const { knee, ...same } = form;
  const open = { rate: perSecond, arrivals: 'even' as const, depth: knee.depth };
  return toPlan(name, { ...same, open, duration: knee.hold });
}
