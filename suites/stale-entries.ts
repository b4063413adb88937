import { suggest } from '../spec/suggest.ts';
import { RULES } from './everywhere.ts';
import { findingOf, isExpired, names, type Baseline, type BaselineEntry } from './baseline.ts';
import type { CaseResult, StaleEntry, Verdict } from './result.ts';

/** What a case came to that was asked and had nothing wrong. */
const CLEAN: ReadonlySet<Verdict> = new Set(['pass', 'observed']);
/** What may hide a finding in this run. */
const UNASKED: ReadonlySet<Verdict> = new Set(['skipped', 'blocked', 'error']);

/** The entries that say of the target what is so no more, or of a case what there is none of; in their order. */
export function staleEntries(results: readonly CaseResult[], baseline: Baseline): StaleEntry[] {
  return baseline.entries.flatMap((entry): StaleEntry[] => {
    const stale = whyStale(entry, results, baseline);
    return stale === undefined ? [] : [{ file: baseline.file, line: entry.line, case: entry.case, ...stale }];
  });
}

/** What is judged of the run as a whole; a run that comes to an early end says nothing of it. */
const OF_THE_RUN: Baseline['cases'] = [
  ...RULES.map(({ id, clause }) => ({ id, clauses: [clause] })),
  { id: 'run/survival', clauses: ['T12'] },
];

type Stale = Pick<StaleEntry, 'why' | 'text'>;

function whyStale(
  entry: BaselineEntry,
  results: readonly CaseResult[],
  baseline: Baseline,
): Stale | undefined {
  const meant = results.filter((result) => names(entry, result, baseline));
  const cases = baseline.cases.filter((each) => names(entry, each, baseline));
  const rules = OF_THE_RUN.filter((each) => names(entry, each, baseline));
  if (meant.length + cases.length + rules.length === 0)
    return { why: 'no-case', text: noCase(entry, baseline) };
  if (isMended(meant, cases) && !entry.flaky) return { why: 'passed', text: passed(entry, meant) };
  if (!isExpired(entry, baseline.today)) return undefined;
  const text = `has expired on ${entry.expires ?? ''}: mend what it names, or give it a new date`;
  return { why: 'expired', text };
}

/**
 * Nothing was found, and nothing can have been overlooked: of the cases an entry names, each was asked. One that was
 * left out, skipped or blocked may be the very one that the entry is there for.
 */
function isMended(results: readonly CaseResult[], cases: Baseline['cases']): boolean {
  const asked = new Set(results.map(({ id }) => id));
  if (cases.some(({ id }) => !asked.has(id))) return false;
  if (results.some((result) => findingOf(result) !== undefined || UNASKED.has(result.verdict))) return false;
  return results.some(({ verdict }) => CLEAN.has(verdict));
}

function passed(entry: BaselineEntry, results: readonly CaseResult[]): string {
  const [first, ...more] = results;
  const what =
    more.length === 0 && first?.id === entry.case
      ? 'the case ran'
      : `its cases ran (${String(results.length)})`;
  return `${what} and nothing was found: remove the entry`;
}

function noCase(entry: BaselineEntry, { cases }: Baseline): string {
  const known = cases.flatMap(({ id, clauses }) => [id, id.split('/')[0] ?? '', ...clauses]);
  const close = suggest(entry.case, new Set(known));
  return `matches no case${close === undefined ? '' : ` (did you mean ${close}?)`}: correct or remove the entry`;
}
