import type { CaseResult, RunResult, Verdict } from '../suites/result.ts';
import { choicesOf } from './choices.ts';
import { cutTo } from './columns.ts';
import type { Explaining } from './finding-text.ts';
import { codeSpan, prose } from './markdown/code.ts';
import { findingBlock } from './markdown/finding-block.ts';
import { notJudged } from './not-judged.ts';
import { staleAsCases } from './stale-as-cases.ts';
import { verdictText } from './verdict-text.ts';
import { countedVerdict, VERDICTS } from './verdicts.ts';
import { counted, duration } from './words.ts';

/** For findings, and a quarter more for the rest: GitHub takes 1 MiB of a step's summary, which is not ours alone. */
const MOST_BYTES = 400 * 1024;
/** Verdicts with findings, the gravest first. */
const FOUND = ['error', 'fail', 'flaky', 'warn', 'known'] as const satisfies Verdict[];
const REASON_COLUMNS = 300;
const FEW_IDS = 5;

/**
 * A run as Markdown, for the summary of a CI job: verdict and counts, then findings with their bytes, then, folded, what
 * was not judged and what the target chose on open points. What does not fit into 500 KiB is left out, and counted.
 */
export function markdownReport(run: RunResult, options: Explaining): string {
  const results = [...run.results, ...staleAsCases(run)];
  const found = FOUND.flatMap((verdict) => results.filter((result) => result.verdict === verdict));
  const blocks = found.map((result) => findingBlock(result, options));
  const further = [
    folded('Not judged', unjudged(run.results)),
    folded('What the target chose where the protocol leaves it open', openPoints(run.results, options)),
    run.notes.map((note) => `- ${prose(note)}`),
  ];
  return [...fitted([heading(run), ...blocks], MOST_BYTES), ...fitted(further, MOST_BYTES / 4)].join('\n');
}

function heading(run: RunResult): string[] {
  const { tool, target, counts, results, durationMs, repeat, seed } = run;
  const { member, pro, admin } = target.accounts;
  const accounts = [counted(member, 'member'), counted(pro, 'pro'), counted(admin, 'admin')].join(', ');
  const told = VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) =>
    countedVerdict(counts[verdict], verdict),
  );
  return [
    `### ${tool.name}: ${prose(verdictText(run))}`,
    '',
    `${codeSpan(target.address)} with ${accounts}: ${counted(results.length, 'case')} in ${duration(durationMs)}, ` +
      `by ${tool.name} ${prose(tool.version)}${repeat > 1 ? `, each ${repeat} times, seed ${seed}` : ''}`,
    ...(told.length === 0 ? [] : ['', told.join(', ')]),
  ];
}

/** Hidden until somebody asks for it. */
function folded(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return ['<details>', `<summary>${title} (${lines.length})</summary>`, '', ...lines, '', '</details>'];
}

function unjudged(results: readonly CaseResult[]): string[] {
  return notJudged(results).map(({ verdict, why, ids }) => {
    const shown = ids.slice(0, FEW_IDS).map(codeSpan);
    const more = ids.length > shown.length ? [`and ${ids.length - shown.length} more`] : [];
    const reason = prose(cutTo(why, REASON_COLUMNS));
    return `- ${countedVerdict(ids.length, verdict)}: ${reason}: ${[...shown, ...more].join(' ')}`;
  });
}

function openPoints(results: readonly CaseResult[], { clauses }: Explaining): string[] {
  return choicesOf(results, clauses).map(
    ({ clause, title, observed }) =>
      `- **${prose(clause)}** ${prose(title)}: ${codeSpan(cutTo(observed, REASON_COLUMNS))}`,
  );
}

/** As many sections as there is room for, and how many more there were. */
function fitted(sections: readonly (readonly string[])[], mostBytes: number): string[] {
  const texts = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''));
  let bytes = 0;
  const kept = texts.filter((text) => (bytes += Buffer.byteLength(text) + 1) <= mostBytes);
  const left = texts.length - kept.length;
  return left === 0 ? kept : [...kept, `${left} more did not fit here. The other reports have them.\n`];
}
