import { caseExplanation, clauseExplanation, standingExplanation } from '../../reports/explanation.ts';
import type { Page } from '../../reports/page.ts';
import type { Spec } from '../../spec/load.ts';
import { matches } from '../../spec/pattern.ts';
import { suggest } from '../../spec/suggest.ts';
import type { Case } from '../../suites/case.ts';
import { explainCase } from '../../suites/explain/case.ts';
import { STANDING } from '../../suites/standing.ts';
import { coloursFor } from '../colours.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { readSpecification } from '../specification.ts';

/**
 * Prints what each name is about: a case by its id or a former one, a clause, or a result that every run has.
 * @throws Failure for a specification that cannot be read, and for names that nothing has
 */
export function explain(names: readonly string[]): void {
  const { spec, cases } = readSpecification();
  const found = names.map((name) => find(name, { spec, cases }));
  const problems = found.flatMap((each) => (each.kind === 'unknown' ? [each.problem] : []));
  if (problems.length > 0) throw new Failure(EXIT.usage, problems);
  const page = { chalk: coloursFor('stdout'), width: process.stdout.columns };
  const texts = found.flatMap((each) => (each.kind === 'known' ? [each.tell(page)] : []));
  process.stdout.write(texts.join('\n'));
}

interface Known {
  readonly spec: Spec;
  readonly cases: readonly Case[];
}

type Found =
  | { readonly kind: 'known'; readonly tell: (page: Page) => string }
  | { readonly kind: 'unknown'; readonly problem: string };

function find(name: string, known: Known): Found {
  const { spec, cases } = known;
  const each = cases.find(({ id, aliases }) => id === name || aliases.includes(name));
  if (each !== undefined)
    return { kind: 'known', tell: (page) => caseExplanation(explainCase(each, spec), page) };
  const standing = STANDING.find(({ id }) => id === name);
  if (standing !== undefined) {
    const clauses = standing.clauses.flatMap((id) => spec.clauses.get(id) ?? []);
    return { kind: 'known', tell: (page) => standingExplanation({ ...standing, clauses }, page) };
  }
  const clause = spec.clauses.get(name.toUpperCase());
  if (clause === undefined) return { kind: 'unknown', problem: `${name}: ${cure(name, known)}` };
  const asking = {
    cases: cases.filter(({ clauses }) => clauses.includes(clause.id)),
    standing: STANDING.filter(({ clauses }) => clauses.includes(clause.id)),
  };
  return { kind: 'known', tell: (page) => clauseExplanation(clause, asking, page) };
}

function cure(name: string, { spec, cases }: Known): string {
  const within = cases.filter(({ id }) => matches(name, id));
  if (within.length > 0)
    return `stands for ${within.length} cases; name one of those that "tchatator-check list --only ${name}" shows`;
  const names = [...cases.flatMap(({ id, aliases }) => [id, ...aliases]), ...STANDING.map(({ id }) => id)];
  const close = suggest(name, [...names, ...spec.clauses.keys()]);
  return close === undefined
    ? 'no case or clause has this name; "tchatator-check list" shows all cases, with --clauses all clauses'
    : `no case or clause has this name; did you mean ${close}?`;
}
