import { caseExplanation, clauseExplanation, standingExplanation } from '../../reports/explanation.ts';
import type { Page } from '../../reports/page.ts';
import type { Spec } from '../../spec/load.ts';
import { matches } from '../../spec/pattern.ts';
import { dialectNames, readDialect } from '../../spec/read-dialect.ts';
import { suggest } from '../../spec/suggest.ts';
import type { Case } from '../../suites/case.ts';
import type { Departure } from '../../suites/dialect/deviation-result.ts';
import { deviationsOf } from '../../suites/dialect/deviations.ts';
import { explainDeviation } from '../../suites/dialect/explain-deviation.ts';
import { explainCase } from '../../suites/explain/case.ts';
import { STANDING } from '../../suites/standing.ts';
import { coloursFor } from '../colours.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { problemLines } from '../problem-lines.ts';
import { readSpecification } from '../specification.ts';

/**
 * Prints what each name is about: a case by its id or a former one, a clause, a result that every run has, or a
 * deviation of a dialect.
 * @param dialect a name or a file; without it, the dialects that come along are looked through
 * @throws Failure for a specification or dialect that cannot be read, and for names that nothing has
 */
export function explain(names: readonly string[], dialect?: string): void {
  const { spec, cases } = readSpecification();
  const departures = departuresIn(dialect === undefined ? dialectNames() : [dialect], spec);
  const found = names.map((name) => find(name, { spec, cases, departures }));
  const problems = found.flatMap((each) => (each.kind === 'unknown' ? [each.problem] : []));
  if (problems.length > 0) throw new Failure(EXIT.usage, problems);
  const page = { chalk: coloursFor('stdout'), width: process.stdout.columns };
  const texts = found.flatMap((each) => (each.kind === 'known' ? [each.tell(page)] : []));
  process.stdout.write(texts.join('\n'));
}

function departuresIn(dialects: readonly string[], { protocol }: Spec): Departure[] {
  return dialects.flatMap((name) => {
    const read = readDialect(name);
    if (read.kind === 'problems') throw new Failure(EXIT.usage, problemLines(read.problems));
    if (read.kind === 'unknown') throw new Failure(EXIT.usage, [`--dialect ${name}: ${read.why}`]);
    const { dialect } = read;
    return deviationsOf(dialect, protocol).map((deviation) => ({ deviation, dialect: dialect.name }));
  });
}

interface Known {
  readonly spec: Spec;
  readonly cases: readonly Case[];
  readonly departures: readonly Departure[];
}

type Found =
  | { readonly kind: 'known'; readonly tell: (page: Page) => string }
  | { readonly kind: 'unknown'; readonly problem: string };

function find(name: string, known: Known): Found {
  const { spec, cases, departures } = known;
  const each = cases.find(({ id, aliases }) => id === name || aliases.includes(name));
  if (each !== undefined)
    return { kind: 'known', tell: (page) => caseExplanation(explainCase(each, spec), page) };
  const departure = departures.find(({ deviation }) => deviation.id === name);
  const standing =
    departure === undefined ? STANDING.find(({ id }) => id === name) : explainDeviation(departure);
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

function cure(name: string, { spec, cases, departures }: Known): string {
  const within = cases.filter(({ id }) => matches(name, id));
  if (within.length > 0)
    return `stands for ${within.length} cases; name one of those that "tchatator-check list --only ${name}" shows`;
  const ofCases = cases.flatMap(({ id, aliases }) => [id, ...aliases]);
  const beside = [...STANDING.map(({ id }) => id), ...departures.map(({ deviation }) => deviation.id)];
  const close = suggest(name, [...ofCases, ...beside, ...spec.clauses.keys()]);
  if (close === undefined && name.startsWith('dialect/'))
    return 'no dialect that is known here has this deviation; tell with --dialect which one is meant';
  return close === undefined
    ? 'no case or clause has this name; "tchatator-check list" shows all cases, with --clauses all clauses'
    : `no case or clause has this name; did you mean ${close}?`;
}
