/** Holds the parts of the specification against one another; `loadSpec` has judged each file by itself. */
import { checkClauses } from './check-clauses.ts';
import { checkIds } from './check-ids.ts';
import { checkNeeds } from './check-needs.ts';
import { checkSteps } from './check-steps.ts';
import type { ExpandedCase } from './expanded-case.ts';
import type { Spec } from './load.ts';
import { byPlace, type Problem } from './problem.ts';

/** Everything that does not fit together: clauses, the ids cases go by, what they depend on, and their steps. */
export function checkSpec(spec: Spec, cases: readonly ExpandedCase[]): Problem[] {
  const problems = [
    ...checkClauses(spec, cases),
    ...checkIds(cases),
    ...checkNeeds(cases),
    ...cases.flatMap((each) => checkSteps(spec, each)),
  ];
  return problems.sort(byPlace);
}
