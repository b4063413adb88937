/** The form of a limits plan as people write it in YAML. */
import { z } from 'zod';
import { duration, MOST } from '../plan-schema.ts';
import { readDuration } from '../quantity.ts';
import type { LimitsPlan } from './limits-plan.ts';

export const limitsForm = z.strictObject({
  about: z.string().default('').describe('what it is for, in a sentence'),
  connections: z.int().min(2).max(1000).describe('each is a user of its own'),
  limits: z
    .strictObject({
      beyond: z.int().min(2).max(100).default(3).describe('how many messages beyond its limit a user sends'),
      patience: duration.default('5m').describe('the longest to wait for new windows, in all'),
    })
    .prefault({})
    .describe('verifies the rate limit, as the profile declares it'),
});
export type LimitsForm = z.output<typeof limitsForm>;

/** From the form people write, parsed, to ours. */
export function toLimitsPlan(name: string, { about, connections, limits }: LimitsForm): LimitsPlan {
  const patienceMs = readDuration(limits.patience) ?? MOST.durationMs;
  return { name, about, connections, beyond: limits.beyond, patienceMs };
}
