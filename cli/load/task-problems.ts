import { stepOf } from '../../loadgen/knee/knee-form.ts';
import { planProblems } from '../../loadgen/plan-problems.ts';
import { limitsProblems } from '../../loadgen/limits/limits-problems.ts';
import type { Profile } from '../../target/profile.ts';
import type { WrittenPlan } from './written-plan.ts';

/** Why a plan cannot be run with what is known of a target, in sentences, all at once. */
export function taskProblems(
  { task, runs }: { task: WrittenPlan; runs: number },
  profile: Pick<Profile, 'accounts' | 'limits'>,
): string[] {
  switch (task.kind) {
    case 'load':
      return planProblems(task.plan, profile, runs);
    case 'limits':
      return limitsProblems(task.plan, profile);
    case 'knee':
      return planProblems(stepOf(task.plan.name, task.written, task.knee.toPerSecond), profile);
  }
}
