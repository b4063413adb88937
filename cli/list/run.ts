import { z } from 'zod';
import { caseList, clauseList } from '../../reports/list.ts';
import type { ListedCase, ListedClause } from '../../reports/list.ts';
import type { Page } from '../../reports/page.ts';
import type { PlacedClause } from '../../spec/load.ts';
import { coloursFor } from '../colours.ts';
import { readSpecification, selectCases } from '../specification.ts';

const flags = z.object({
  clauses: z.boolean().default(false),
  only: z.array(z.string()).default([]),
  skip: z.array(z.string()).default([]),
});

/**
 * Prints the cases that the patterns choose, or the clauses they ask for; without patterns, all there are.
 * @param given as commander tells it
 * @throws Failure for a specification that cannot be read, and for a pattern that matches nothing
 */
export function list(given: unknown): void {
  const told = flags.parse(given);
  const { spec, cases } = readSpecification();
  const chosen = selectCases(cases, told);
  const isAll = chosen.length === cases.length;
  const clauses = [...spec.clauses.values()].filter((clause) => isAll || isAskedFor(clause, chosen));
  const text = told.clauses ? clauseList(clauses.map(toListed), chosen, page()) : caseList(chosen, page());
  process.stdout.write(text);
}

function isAskedFor({ id }: PlacedClause, cases: readonly ListedCase[]): boolean {
  return cases.some(({ clauses }) => clauses.includes(id));
}

function toListed({ excluded, ...clause }: PlacedClause): ListedClause {
  return { ...clause, ...(excluded !== undefined && { excluded }) };
}

function page(): Page {
  return { chalk: coloursFor('stdout'), width: process.stdout.columns };
}
