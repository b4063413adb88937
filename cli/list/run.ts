import { z } from 'zod';
import { faultList, type ListedFault } from '../../reports/fault-list.ts';
import { caseList, clauseList } from '../../reports/list.ts';
import type { ListedCase, ListedClause } from '../../reports/list.ts';
import type { Page } from '../../reports/page.ts';
import type { Patterns } from '../../spec/choose.ts';
import type { PlacedClause } from '../../spec/load.ts';
import { faultNames, loadFault } from '../../server/fault.ts';
import { loadVariant, variantNames } from '../../server/variant.ts';
import { coloursFor } from '../colours.ts';
import { readSpecification, select, selectCases } from '../specification.ts';

const flags = z.object({
  clauses: z.boolean().default(false),
  faults: z.boolean().default(false),
  variants: z.boolean().default(false),
  only: z.array(z.string()).default([]),
  skip: z.array(z.string()).default([]),
});

/**
 * Prints the cases that the patterns choose, or the clauses they ask for, or the faults or variants of the reference
 * server; without patterns, all there are.
 * @param given as commander tells it
 * @throws Failure for a specification that cannot be read, and for a pattern that matches nothing
 */
export async function list(given: unknown): Promise<void> {
  const told = flags.parse(given);
  if (told.faults || told.variants) {
    process.stdout.write(await alterationList(told.faults ? 'fault' : 'variant', told));
    return;
  }
  const { spec, cases } = readSpecification();
  const chosen = selectCases(cases, told);
  const isAll = chosen.length === cases.length;
  const clauses = [...spec.clauses.values()].filter((clause) => isAll || isAskedFor(clause, chosen));
  const text = told.clauses ? clauseList(clauses.map(toListed), chosen, page()) : caseList(chosen, page());
  process.stdout.write(text);
}

async function alterationList(noun: 'fault' | 'variant', patterns: Patterns): Promise<string> {
  const all = noun === 'fault' ? await listedFaults() : await listedVariants();
  const chosen = select(all, patterns, { noun, listing: `tchatator-check list --${noun}s` });
  return faultList(
    noun,
    chosen.map(({ id, ...listed }) => ({ name: id, ...listed })),
    page(),
  );
}

type Listed = Omit<ListedFault, 'name'> & { readonly id: string };

function listedFaults(): Promise<Listed[]> {
  return Promise.all(
    faultNames().map(async (id) => {
      const { clauses, text } = await loadFault(id);
      return { id, clauses, text };
    }),
  );
}

function listedVariants(): Promise<Listed[]> {
  return Promise.all(
    variantNames().map(async (id) => {
      const { freedom, text } = await loadVariant(id);
      return { id, clauses: freedom, text };
    }),
  );
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
