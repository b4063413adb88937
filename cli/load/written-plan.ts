import type { z } from 'zod';
import { toKnee, kneeForm, stepOf, type KneeForm } from '../../loadgen/knee/knee-form.ts';
import type { Knee } from '../../loadgen/knee/knee.ts';
import { limitsForm, toLimitsPlan, type LimitsForm } from '../../loadgen/limits/limits-form.ts';
import type { LimitsPlan } from '../../loadgen/limits/limits-plan.ts';
import { kindOfPlan } from '../../loadgen/plan-kinds.ts';
import type { Plan } from '../../loadgen/plan.ts';
import { planForm, type PlanForm } from '../../loadgen/plan-schema.ts';
import { readPlan } from '../../loadgen/read-plan.ts';
import { toPlan } from '../../loadgen/to-plan.ts';
import { problemLines } from '../problem-lines.ts';
import { readOverlay } from './overlay.ts';
import { laidOver } from './lay-over.ts';

/** A plan, and the words it is written in, options included. Of a knee, `plan` is that of its first step. */
export type WrittenPlan =
  | { readonly kind: 'load'; readonly plan: Plan; readonly written: PlanForm }
  | { readonly kind: 'limits'; readonly plan: LimitsPlan; readonly written: LimitsForm }
  | { readonly kind: 'knee'; readonly plan: Plan; readonly knee: Knee; readonly written: KneeForm };

/** The plan that is taken when none is named. */
export const DEFAULT_PLAN = 'smoke';

/** The plan that is named, with what the options say in place of what it says. What is wrong is added to `problems`. */
export function writtenPlan(
  name: string,
  flags: Readonly<Record<string, unknown>>,
  problems: string[],
): WrittenPlan | undefined {
  const read = readPlan(name);
  const overlay = readOverlay(flags, problems);
  switch (read.kind) {
    case 'unknown':
      problems.push(`--plan ${name}: ${read.why}`);
      return undefined;
    case 'problems':
      problems.push(...problemLines(read.problems));
      return undefined;
    case 'written': {
      if (overlay === undefined) return undefined;
      return asKind(name, laidOver(read.value, overlay, problems), problems);
    }
  }
}

function asKind(
  name: string,
  value: Readonly<Record<string, unknown>>,
  problems: string[],
): WrittenPlan | undefined {
  const read = <Form>(form: z.ZodType<Form>): Form | undefined => {
    const parsed = form.safeParse(value);
    if (!parsed.success)
      problems.push(...parsed.error.issues.map(({ path, message }) => inWords(path, message)));
    return parsed.data;
  };
  switch (kindOfPlan(value)) {
    case 'load': {
      const written = read(planForm);
      return written && { kind: 'load', plan: toPlan(name, written), written };
    }
    case 'limits': {
      const written = read(limitsForm);
      return written && { kind: 'limits', plan: toLimitsPlan(name, written), written };
    }
    case 'knee': {
      const written = read(kneeForm);
      const plan = written && stepOf(name, written, written.knee.from);
      return written && plan && { kind: 'knee', plan, knee: toKnee(written), written };
    }
  }
}

/** Keys of a plan by the options that say them. */
const OPTIONS: Readonly<Record<string, string>> = { gates: 'gate' };

function inWords(path: readonly PropertyKey[], message: string): string {
  const key = String(path[0] === 'open' || path[0] === 'closed' ? (path[1] ?? path[0]) : (path[0] ?? 'plan'));
  return `--${OPTIONS[key] ?? key}: ${message}`;
}
