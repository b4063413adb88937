import type { CaseResult, Level, RunResult } from '../suites/result.ts';
import { counted } from './words.ts';

/** How many broken clauses a verdict names. */
const MOST_NAMED = 6;

/** The verdict of a run in one line, with what it rests on: `not conformant: 2 musts broken (M7, U2)`. */
export function verdictText(run: RunResult): string {
  switch (run.verdict) {
    case 'conformant':
      return [`conformant${inDialect(run)}${butForKnown(run)}`, ...leftOut(run), ...stale(run)].join(', ');
    case 'not-conformant':
      return `not conformant${inDialect(run)}: ${[brokenText(run.results), ...interruption(run), ...stale(run)].join(', ')}`;
    case 'flaky':
      return `flaky${inDialect(run)}: ${[counted(run.counts.flaky, 'case') + ' came out differently when repeated', ...interruption(run), ...stale(run)].join(', ')}`;
    case 'incomplete':
      return `incomplete${inDialect(run)}: ${incompleteText(run)}`;
  }
}

/** What failed, as clauses: `2 musts broken (M7, U2)`. Failures may be shoulds too, when the run is strict. */
function brokenText(results: readonly CaseResult[]): string {
  const failed = results.filter((result) => result.verdict === 'fail');
  const broken = (['must', 'should'] as const).flatMap((level) => {
    const clauses = clausesAt(failed, level);
    return clauses.length === 0 ? [] : [`${counted(clauses.length, level)} broken (${named(clauses)})`];
  });
  return broken.length === 0 ? `${counted(failed.length, 'case')} failed` : broken.join(', ');
}

function clausesAt(failed: readonly CaseResult[], level: Level): string[] {
  const findings = failed.flatMap((result) => result.findings);
  return [...new Set(findings.filter((finding) => finding.level === level).map((finding) => finding.clause))];
}

function named(clauses: readonly string[]): string {
  const shown = clauses.slice(0, MOST_NAMED).join(', ');
  return clauses.length > MOST_NAMED ? `${shown}, …` : shown;
}

function incompleteText(run: RunResult): string {
  const { counts } = run;
  const why = [
    ...interruption(run),
    ...(counts.error > 0 ? [`the suite itself broke in ${counted(counts.error, 'case')}`] : []),
    ...(counts.blocked > 0 ? [`${counted(counts.blocked, 'case')} blocked`] : []),
  ];
  if (counts.pass + counts.fail + counts.warn + counts.known === 0) why.push('nothing was judged');
  return [...why, ...(hasAccounts(run) ? leftOut(run) : [howToAsk(run)]), ...stale(run)].join(', ');
}

/** Whatever is said of a target that speaks a dialect holds in that alone. */
function inDialect({ target: { dialect } }: RunResult): string {
  return dialect === undefined ? '' : ` in dialect ${dialect}`;
}

function butForKnown({ counts }: RunResult): string {
  return counts.known === 0 ? '' : ` but for ${counts.known} known`;
}

/** The entries of a baseline that fail the run, whatever the target did. */
function stale({ baseline }: RunResult): string[] {
  const count = baseline?.stale.length ?? 0;
  return count === 0 ? [] : [`${counted(count, 'stale entry', 'stale entries')} in the baseline`];
}

/** How much was not asked; nothing where all was. */
function leftOut({ results }: RunResult): string[] {
  const left = results.filter(({ verdict }) => verdict === 'skipped' || verdict === 'not-observable');
  if (left.length === 0) return [];
  const musts = left.filter(({ level }) => level === 'must').length;
  return [`${counted(left.length, 'case')} not judged, ${musts} of them of a must`];
}

function hasAccounts({ target: { accounts } }: RunResult): boolean {
  return accounts.member + accounts.pro + accounts.admin > 0;
}

function howToAsk({ counts, results }: RunResult): string {
  const who = 'two members, a professional and an administrator allow most of them';
  const how = 'name each with --account role:id:token, or in a profile (tchatator.yaml)';
  return `${counts.skipped} of ${results.length} cases need accounts; ${who}: ${how}`;
}

function interruption({ interrupted }: RunResult): string[] {
  return interrupted ? ['interrupted before the end'] : [];
}
