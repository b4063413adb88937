import { blockFor, joinBaseline, splitBaseline, undated, type Block } from './baseline-text.ts';
import { findingOf, isExpired, names, type Baseline, type BaselineEntry } from './baseline.ts';
import type { CaseResult, RunResult } from './result.ts';
import { staleEntries } from './stale-entries.ts';

/** The text to write, and what has changed in it, by the patterns of the entries. */
export interface UpdatedBaseline {
  readonly text: string;
  readonly added: readonly string[];
  readonly dropped: readonly string[];
  /** Entries that had expired, whose findings are still there: they lose their date. */
  readonly renewed: readonly string[];
}

/**
 * A baseline file brought up to what a run has found: an entry for each finding that none names, none that is stale,
 * in the order of their cases. Reasons, links and comments stay with their entries.
 * @param before the text of the file, empty where there is none yet; one that `readBaseline` takes
 */
export function updateBaseline(before: string, run: RunResult, baseline: Baseline): UpdatedBaseline {
  const stale = new Set(
    staleEntries(run.results, baseline).flatMap((each) => (each.why === 'expired' ? [] : [each.case])),
  );
  const kept = baseline.entries.filter((entry) => !stale.has(entry.case));
  const renewed = kept
    .filter((entry) => isExpired(entry, baseline.today) && namesAFinding(entry, run, baseline))
    .map((entry) => entry.case);
  const added = run.results.filter(
    (result) => isNameable(result) && !kept.some((entry) => names(entry, result, baseline)),
  );
  const { head, blocks } = splitBaseline(before, baseline.entries);
  const further = added.map((result) => blockFor(entryFor(result, run.startedAt), blocks[0]));
  const left = blocks.filter((block) => !stale.has(block.case));
  const updated = [...left, ...further].map((block) =>
    renewed.includes(block.case) ? undated(block) : block,
  );
  return {
    text: joinBaseline({ head: before.trim() === '' ? HEAD : head, blocks: inOrder(updated) }),
    added: added.map(({ id }) => id).sort(),
    dropped: [...stale].sort(),
    renewed: renewed.sort(),
  };
}

const HEAD = `# Findings that are known, and why they may stay for now. When a case is mended, its entry becomes an error.
# An entry may have an "issue" (a link) and a date on which it "expires". --update-baseline adds and drops entries.

`;

function namesAFinding(entry: BaselineEntry, { results }: RunResult, baseline: Baseline): boolean {
  return results.some((result) => findingOf(result) !== undefined && names(entry, result, baseline));
}

/** What the preflight finds is about the whole target, and no entry can name it. */
function isNameable(result: CaseResult): boolean {
  return findingOf(result) !== undefined && !result.id.startsWith('preflight/');
}

function entryFor(result: CaseResult, startedAt: string): { case: string; reason: string; flaky?: true } {
  const clauses = [...new Set(result.findings.map(({ clause }) => clause))].join(', ');
  const reason = `${clauses === '' ? '' : `${clauses}: `}found on ${startedAt.slice(0, 10)}, not explained yet`;
  return { case: result.id, reason, ...(findingOf(result) === 'flaky' && { flaky: true }) };
}

function inOrder(blocks: readonly Block[]): Block[] {
  return [...blocks].sort((one, other) => (one.case < other.case ? -1 : 1));
}
