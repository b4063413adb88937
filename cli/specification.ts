import { checkSpec } from '../spec/check.ts';
import { loadSpec, type Spec } from '../spec/load.ts';
import { selects, type Selectable } from '../spec/pattern.ts';
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

export interface Patterns {
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** The cases that patterns choose. @throws Failure for a pattern that matches nothing */
export function selectCases(cases: readonly Case[], patterns: Patterns): Case[] {
  return select(cases, patterns, { noun: 'case', listing: 'tchatator-check list' });
}

/** What patterns choose of things that have ids and clauses. @throws Failure for a pattern that matches nothing */
export function select<Subject extends Selectable>(
  subjects: readonly Subject[],
  { only, skip }: Patterns,
  words: { readonly noun: string; readonly listing: string },
): Subject[] {
  const unmatched = (option: string, pattern: string): string[] => {
    if (subjects.some((each) => selects(pattern, each))) return [];
    const names = subjects.flatMap(({ id, clauses }) => [id, id.split('/')[0] ?? '', ...clauses]);
    const close = suggest(pattern, [...new Set(names)]);
    const hint = close === undefined ? `"${words.listing}" shows all` : `did you mean ${close}?`;
    return [`${option} ${pattern}: matches no ${words.noun}; ${hint}`];
  };
  const problems = [
    ...only.flatMap((pattern) => unmatched('--only', pattern)),
    ...skip.flatMap((pattern) => unmatched('--skip', pattern)),
  ];
  if (problems.length > 0) throw new Failure(EXIT.usage, problems);
  return subjects.filter(
    (each) =>
      (only.length === 0 || only.some((pattern) => selects(pattern, each))) &&
      !skip.some((pattern) => selects(pattern, each)),
  );
}
