/** What is wrong with a file of cases. */
import { z } from 'zod';
import { caseFile, caseSource } from './case-schema.ts';
import { explain } from './explain.ts';
import type { Problem } from './problem.ts';
import { stepProblems } from './step-problems.ts';
import type { YamlFile } from './yaml-file.ts';

/** The form of a case file apart from its steps, which are judged verb by verb. */
const frame = caseFile.extend({
  cases: z.array(caseSource.extend({ steps: z.array(z.unknown()).min(1) })).min(1),
});

/** The steps, wherever there are any: a file that is wrong elsewhere has its steps checked all the same. */
const steps = z
  .object({
    cases: z.array(z.object({ steps: z.array(z.unknown()).catch([]) }).catch({ steps: [] })).catch([]),
  })
  .catch({ cases: [] });

export function caseProblems(read: YamlFile): Problem[] {
  const { cases } = steps.parse(read.value);
  return [
    ...explain(frame, { read, path: [], value: read.value }),
    ...cases.flatMap((each, index) =>
      each.steps.flatMap((value, position) =>
        stepProblems({ read, path: ['cases', index, 'steps', position], value }),
      ),
    ),
  ];
}
