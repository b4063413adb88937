/** Cases name clauses that exist, and every clause is asked for by a case or says why not. */
import { cureOfWord } from './explain.ts';
import { problemOf, type ExpandedCase } from './expanded-case.ts';
import type { PlacedClause, Spec } from './load.ts';
import type { Problem } from './problem.ts';
import { alternativesOf, judgedIn, plainSteps } from './step-parts.ts';

export function checkClauses(spec: Spec, cases: readonly ExpandedCase[]): Problem[] {
  const asked = new Set(cases.flatMap(clausesNamed));
  const observed = new Set(cases.flatMap(clausesObserved));
  return [
    ...cases.flatMap((each) => unknownClauses(spec, each)),
    ...[...spec.clauses.values()].flatMap((clause) => neglect(clause, { asked, observed })),
  ];
}

function unknownClauses({ clauses }: Spec, each: ExpandedCase): Problem[] {
  const known = [...clauses.keys()];
  return [...new Set(clausesNamed(each))]
    .filter((id) => !clauses.has(id))
    .map((id) => {
      const ofSection = known.filter((other) => other.startsWith(id.slice(0, 1)));
      return problemOf(each, `there is no clause \`${id}\``, cureOfWord(id, ofSection));
    });
}

function neglect(
  { id, level, excluded, file, line }: PlacedClause,
  { asked, observed }: { asked: ReadonlySet<string>; observed: ReadonlySet<string> },
): Problem[] {
  const problem = { file, line, column: 1 };
  if (excluded !== undefined) {
    if (!asked.has(id)) return [];
    const message = `clause ${id} is excluded, but a case asks for it`;
    return [{ ...problem, message, cure: 'remove "excluded", or the clause from the case' }];
  }
  if (level === 'may') {
    if (observed.has(id)) return [];
    const message = `clause ${id} is open, and no case observes what the server chose`;
    return [
      { ...problem, message, cure: 'write a case with "observe", or say in "excluded" why there is none' },
    ];
  }
  if (asked.has(id)) return [];
  const message = `clause ${id} is a ${level}, and no case asks for it`;
  return [{ ...problem, message, cure: 'write a case, or say in "excluded" why there is none' }];
}

function clausesNamed({ clauses, steps }: ExpandedCase): string[] {
  const inSteps = steps.flatMap((step) => [
    ...(step.kind === 'together' || step.kind === 'pipeline' ? [step.clause] : []),
    ...plainSteps(step)
      .flatMap(judgedIn)
      .flatMap((judged) => [judged.clause, ...alternativesOf(judged).map(({ clause }) => clause)]),
  ]);
  return [...clauses, ...inSteps.filter((id) => id !== undefined)];
}

/** The clauses whose choice a case reports: that of the observing step, else all of the case. */
function clausesObserved({ clauses, steps }: ExpandedCase): string[] {
  return steps
    .flatMap(plainSteps)
    .flatMap(judgedIn)
    .filter(({ observe }) => observe !== undefined)
    .flatMap(({ clause }) => (clause === undefined ? clauses : [clause]));
}
