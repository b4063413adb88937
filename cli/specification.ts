import { checkSpec } from '../spec/check.ts';
import { choose, type ChoiceWords, type Patterns } from '../spec/choose.ts';
import { loadSpec, type Spec } from '../spec/load.ts';
import type { Selectable } from '../spec/pattern.ts';
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
  const problems = loaded.isPrepared ? [] : checkSpec(loaded.spec, cases);
  if (problems.length > 0) throw new Failure(EXIT.usage, problemLines(problems));
  return { spec: loaded.spec, cases };
}

/** The cases that patterns choose. @throws Failure for a pattern that matches nothing */
export function selectCases(cases: readonly Case[], patterns: Patterns): Case[] {
  return select(cases, patterns, { noun: 'case', listing: 'tchatator-check list' });
}

/** What patterns choose of things that have ids and clauses. @throws Failure for a pattern that matches nothing */
export function select<Subject extends Selectable>(
  subjects: readonly Subject[],
  patterns: Patterns,
  words: ChoiceWords,
): Subject[] {
  const choice = choose(subjects, patterns, words);
  if (choice.kind === 'problems') throw new Failure(EXIT.usage, choice.problems);
  return choice.chosen;
}
