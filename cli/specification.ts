import { checkSpec } from '../spec/check.ts';
import { loadSpec, type Spec } from '../spec/load.ts';
import { selects } from '../spec/pattern.ts';
import { suggest } from '../spec/suggest.ts';
import type { Case } from '../suites/case.ts';
import { expand } from '../suites/expand.ts';
import { EXIT } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { problemLines } from './problem-lines.ts';

/** The specification and all its cases. @throws Failure with all that is wrong with its files */
export function readSpecification(): { spec: Spec; cases: Case[] } {
  const loaded = loadSpec();
  if (loaded.kind === 'problems') throw new Failure(EXIT.usage, problemLines(loaded.problems));
  const cases = expand(loaded.spec);
  const problems = checkSpec(loaded.spec, cases);
  if (problems.length > 0) throw new Failure(EXIT.usage, problemLines(problems));
  return { spec: loaded.spec, cases };
}

/** The cases that patterns choose. @throws Failure for a pattern that matches nothing */
export function selectCases(
  cases: readonly Case[],
  { only, skip }: { only: readonly string[]; skip: readonly string[] },
): Case[] {
  const problems = [
    ...only.flatMap((pattern) => unmatched('--only', pattern, cases)),
    ...skip.flatMap((pattern) => unmatched('--skip', pattern, cases)),
  ];
  if (problems.length > 0) throw new Failure(EXIT.usage, problems);
  return cases.filter(
    (each) =>
      (only.length === 0 || only.some((pattern) => selects(pattern, each))) &&
      !skip.some((pattern) => selects(pattern, each)),
  );
}

function unmatched(option: string, pattern: string, cases: readonly Case[]): string[] {
  if (cases.some((each) => selects(pattern, each))) return [];
  const names = cases.flatMap(({ id, clauses }) => [id, id.split('/')[0] ?? '', ...clauses]);
  const close = suggest(pattern, [...new Set(names)]);
  const hint = close === undefined ? '"tchatator-check list" shows all' : `did you mean ${close}?`;
  return [`${option} ${pattern}: matches no case; ${hint}`];
}
