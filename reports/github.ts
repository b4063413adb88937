import type { CaseResult, RunResult, Verdict } from '../suites/result.ts';
import { findingText, type Explaining } from './finding-text.ts';
import { printable } from './printable.ts';
import { reasonOf } from './reason.ts';
import { staleAsCases } from './stale-as-cases.ts';
import { verdictText } from './verdict-text.ts';
import { counted } from './words.ts';

/** How many annotations of a level GitHub shows of one step. */
const MOST_SHOWN = 10;
/** How many findings of a case one annotation tells, and how much of a value. */
const MOST_FINDINGS = 3;
const VALUE_COLUMNS = 300;
const MOST_IDS = 50;

/**
 * A run as workflow commands that GitHub Actions makes annotations of: an error for each case that failed, a warning
 * for each advised clause that is not kept, and a notice with the verdict. GitHub shows ten of a level: where there are
 * more, the tenth names the rest.
 */
export function githubReport(run: RunResult, options: Explaining): string {
  const ended = (...verdicts: readonly Verdict[]): CaseResult[] =>
    [...run.results, ...staleAsCases(run)].filter(({ verdict }) => verdicts.includes(verdict));
  const errors = ended('error', 'fail', 'flaky').map((result) => ({ result, lines: told(result, options) }));
  const warnings = ended('warn').map((result) => ({ result, lines: told(result, options) }));
  return [
    ...annotations('error', errors),
    ...annotations('warning', warnings),
    command({ level: 'notice', title: run.tool.name, lines: [verdictText(run)] }),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

interface Annotated {
  readonly result: CaseResult;
  readonly lines: readonly string[];
}

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly lines: readonly string[];
}

function annotations(level: Annotation['level'], cases: readonly Annotated[]): string[] {
  const shown = cases.length > MOST_SHOWN ? cases.slice(0, MOST_SHOWN - 1) : cases;
  const rest = cases.slice(shown.length).map(({ result }) => result.id);
  const commands = shown.map(({ result, lines }) => command({ level, title: titleOf(result), lines }));
  return rest.length === 0 ? commands : [...commands, command({ level, ...further(rest) })];
}

/** What the eye falls on first: the clause that is broken, and the case. */
function titleOf({ id, verdict, findings }: CaseResult): string {
  const [first] = findings;
  return verdict === 'error' || first === undefined ? `${verdict} ${id}` : `${first.clause} ${id}`;
}

function told(result: CaseResult, { clauses, rerun }: Explaining): string[] {
  const { id, title, findings } = result;
  const reason = reasonOf(result);
  const hidden = findings.length - MOST_FINDINGS;
  return [
    title,
    ...(reason === undefined ? [] : [reason]),
    ...findings.slice(0, MOST_FINDINGS).flatMap((finding) => {
      const says = clauses.get(finding.clause)?.text;
      const clause = `${finding.clause} ${finding.level}`;
      return [says === undefined ? clause : `${clause}: ${says}`, ...findingText(finding, VALUE_COLUMNS)];
    }),
    ...(hidden > 0 ? [`and ${counted(hidden, 'further finding')}`] : []),
    rerun(id),
  ];
}

function further(ids: readonly string[]): Pick<Annotation, 'title' | 'lines'> {
  const shown = ids.slice(0, MOST_IDS);
  const more = ids.length > shown.length ? [`and ${ids.length - shown.length} more`] : [];
  return { title: counted(ids.length, 'further case'), lines: [...shown, ...more] };
}

function command({ level, title, lines }: Annotation): string {
  const message = lines.map(printable).join('\n');
  return `::${level} title=${escapedProperty(printable(title))}::${escapedData(message)}`;
}

/** As the toolkit of GitHub Actions escapes a message, so that it is one line and ends where it should. */
function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property ends, beside that, at a colon or a comma. */
function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
