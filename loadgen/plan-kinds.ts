import type { z } from 'zod';
import { kneeForm } from './knee/knee-form.ts';
import { limitsForm } from './limits/limits-form.ts';
import { planForm } from './plan-schema.ts';

/** The kinds of plans: most put load on a target; one verifies limits, one looks for the highest rate. */
export type PlanKind = 'load' | 'limits' | 'knee';

/** The form of each. */
export const FORMS: Readonly<Record<PlanKind, z.ZodType>> = {
  load: planForm,
  limits: limitsForm,
  knee: kneeForm,
};

/** Of what kind a plan is, as it is written: the others have a key that says so. */
export function kindOfPlan(value: unknown): PlanKind {
  if (typeof value !== 'object' || value === null) return 'load';
  if ('limits' in value) return 'limits';
  return 'knee' in value ? 'knee' : 'load';
}
