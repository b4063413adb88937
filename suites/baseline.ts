import { selects, type Selectable } from '../spec/pattern.ts';
import type { CaseResult, Verdict } from './result.ts';

/** A finding that is known, and why it may stay for now. */
export interface BaselineEntry {
  /** Which cases, as in `--only`: an id, a folder, a glob or a clause. */
  readonly case: string;
  readonly reason: string;
  /** Where it is followed up. */
  readonly issue?: string;
  /** The last day it counts, `YYYY-MM-DD`. */
  readonly expires?: string;
  /** Its cases may pass as well: then the entry does not go stale. */
  readonly flaky: boolean;
  /** Where it stands in its file, from 1. */
  readonly line: number;
}

/** What is known of a target, as a file tells it. */
export interface Baseline {
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
  /** Every case there is, also those that a run leaves out. */
  readonly cases: readonly Selectable[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** What a baseline can name. */
const FINDINGS = ['fail', 'warn', 'flaky'] as const satisfies Verdict[];
export type FindingVerdict = (typeof FINDINGS)[number];

/** The result as `known` where an entry that has not expired names its finding; any other as it is. */
export function withKnown(result: CaseResult, baseline: Baseline): CaseResult {
  const raw = withoutKnown(result);
  const was = findingOf(raw);
  if (was === undefined) return raw;
  const entry = baseline.entries.find(
    (each) => !isExpired(each, baseline.today) && names(each, raw, baseline),
  );
  if (entry === undefined) return raw;
  const { reason, issue } = entry;
  return { ...raw, verdict: 'known', known: { was, reason, ...(issue !== undefined && { issue }) } };
}

/** Whether an entry names a case, by its id, a former id, or one of its clauses. */
export function names(entry: BaselineEntry, each: Selectable, { cases }: Pick<Baseline, 'cases'>): boolean {
  // Where the preflight ends a run nothing else was asked: to know that would be to know nothing of the target.
  if (each.id.startsWith('preflight/')) return false;
  return selects(entry.case, cases.find(({ id }) => id === each.id) ?? each);
}

/** What was found, whether or not it is known; undefined where nothing was. */
export function findingOf({ verdict, known }: CaseResult): FindingVerdict | undefined {
  return known?.was ?? FINDINGS.find((each) => each === verdict);
}

/** From the day after its last one. */
export function isExpired({ expires }: BaselineEntry, today: string): boolean {
  return expires !== undefined && expires < today;
}

function withoutKnown({ known, ...result }: CaseResult): CaseResult {
  return known === undefined ? result : { ...result, verdict: known.was };
}
