import type { CaseResult, Finding, TranscriptLine } from '../suites/result.ts';
import { cutTo } from './columns.ts';
import { reasonOf } from './reason.ts';
import type { TerminalOptions } from './terminal/options.ts';

/** What a plain report has to know to explain a finding. */
export type Explaining = Pick<TerminalOptions, 'clauses' | 'rerun'>;

/** A case with its findings as plain lines, for reports that lay nothing out: what it is, what was due, what came. */
export function caseText(result: CaseResult, { clauses, rerun }: Explaining): string[] {
  const { id, title, findings, hint } = result;
  const reason = reasonOf(result);
  return [
    title,
    ...(reason === undefined ? [] : [indented(labelled('reason', reason))]),
    ...findings.flatMap((finding, index) => {
      const isFirst = findings.findIndex(({ clause }) => clause === finding.clause) === index;
      const says = isFirst ? clauses.get(finding.clause)?.text : undefined;
      const clause = `${finding.clause} ${finding.level}`;
      return [says === undefined ? clause : `${clause}: ${says}`, ...findingText(finding).map(indented)];
    }),
    ...(hint === undefined ? [] : [indented(labelled('hint', hint))]),
    indented(labelled('again', rerun(id))),
  ];
}

/**
 * What was sent, due and received, a line each; what is empty, or says the same twice, is left out. However much is cut
 * behind so many columns, how many bytes there were in all stays to be seen.
 */
export function findingText(
  { sent, expected, actual, received, said = [] }: Finding,
  columns = Infinity,
): string[] {
  const line = (label: string, text: string): string => {
    const [ending = ''] = /(?<=…) \(\d+ bytes in all\)$/.exec(text) ?? [];
    const whole = labelled(label, text);
    const cut = cutTo(whole, columns);
    return cut === whole ? whole : cut + ending;
  };
  return [
    ...(sent === '' ? [] : [line('sent', sent)]),
    line('expected', expected.join(' or ')),
    line('actual', actual),
    ...(received === '' || received === actual ? [] : [line('received', received)]),
    ...said.map((words, index) => line(index === 0 ? 'it said' : '', words)),
  ];
}

/** The wire log of a case, a line for each event, such as `12 ms  pro  received  200/OK\n`. */
export function transcriptText(transcript: readonly TranscriptLine[]): string[] {
  return transcript.map(({ atMs, connection, kind, text }) =>
    `${atMs.toFixed(0)} ms  ${connection}  ${kind}  ${text}`.trimEnd(),
  );
}

/** In one line what a case broke, for a list: the first finding, and how many more there are. */
export function inOneLine(result: CaseResult): string {
  const { findings, title } = result;
  const reason = reasonOf(result);
  const [first] = findings;
  if (first === undefined) return reason ?? title;
  const more = findings.length === 1 ? '' : `, and ${findings.length - 1} more`;
  const why = reason === undefined ? '' : `${reason}; `;
  return `${why}${first.clause}: expected ${first.expected.join(' or ')}; actual ${first.actual}${more}`;
}

function labelled(label: string, text: string): string {
  return `${label.padEnd(9)} ${text}`;
}

function indented(line: string): string {
  return `  ${line}`;
}
