import type { CaseResult, Finding } from '../../suites/result.ts';
import { entry } from '../entry.ts';
import type { Cut } from '../flow.ts';
import type { Piece } from '../pieces.ts';
import { paintOf } from '../verdicts.ts';
import { reasonOf } from '../reason.ts';
import { VALUE_CUT } from './options.ts';
import type { TerminalOptions } from './options.ts';
import { wireLog } from './wire-log.ts';

const INDENT = 2;
/** Behind the widest label, `M27 should`. */
const HANG = 14;

/** One case that needs a reader: what it is, each finding with its clause and bytes, and how to play it again. */
export function caseBlock(result: CaseResult, look: TerminalOptions): string[] {
  const lines = heading(result, look);
  const reason = reasonOf(result);
  if (reason !== undefined) lines.push(...line('reason', { as: 'quoted', text: reason }, look));
  const told = new Set<string>();
  for (const finding of result.findings) {
    lines.push(...clauseLines(finding, told, look), ...findingLines(finding, look));
    told.add(finding.clause);
  }
  if (result.hint !== undefined) lines.push(...line('hint', { as: 'prose', text: result.hint }, look));
  lines.push(...line('again', { as: 'whole', text: look.rerun(result.id), paint: look.chalk.cyan }, look));
  if (look.verbose) lines.push(...wireLog(result.transcript, look));
  return lines;
}

function heading({ id, title, verdict }: CaseResult, { chalk, width }: TerminalOptions): string[] {
  const paint = paintOf(verdict, chalk);
  const label: Piece[] = [
    { as: 'whole', text: verdict.toUpperCase(), paint: (text) => chalk.bold(paint(text)) },
  ];
  const body: Piece[] = [
    { as: 'whole', text: id, paint: chalk.bold },
    { as: 'prose', text: title },
  ];
  return entry({ label, body }, { width, indent: 0, hang: verdict.length + 2 });
}

/** The clause that is broken, and what it says the first time a case names it. */
function clauseLines({ clause, level }: Finding, told: ReadonlySet<string>, look: TerminalOptions): string[] {
  const { chalk, width, clauses } = look;
  const place = { width, indent: INDENT, hang: HANG };
  const label: Piece[] = [{ as: 'whole', text: `${clause} ${level}`, paint: chalk.bold }];
  const known = told.has(clause) ? undefined : clauses.get(clause);
  if (known === undefined) return entry({ label, body: [] }, place);
  const lines = entry({ label, body: [{ as: 'prose', text: known.text }] }, place);
  if (known.source === undefined) return lines;
  const source: Piece = { as: 'prose', text: `« ${known.source} »`, paint: chalk.dim };
  return [...lines, ...entry({ label: [], body: [source] }, place)];
}

function findingLines(
  { sent, expected, actual, received, said = [] }: Finding,
  look: TerminalOptions,
): string[] {
  const { red, green } = look.chalk;
  return [
    ...bytesLines('sent', sent, look),
    ...line('expected', { as: 'quoted', text: expected.join(' or '), paint: green, cut: VALUE_CUT }, look),
    ...line('actual', { as: 'quoted', text: actual, paint: red, cut: VALUE_CUT }, look),
    ...(received === actual ? [] : bytesLines('received', received, look)),
    ...said.flatMap((words, index) => bytesLines(index === 0 ? 'it said' : '', words, look)),
  ];
}

/** However much is cut, how many bytes there were in all stays to be seen. */
function bytesLines(label: string, text: string, look: TerminalOptions): string[] {
  if (text === '') return [];
  const ellipsis = /… \(\d+ bytes in all\)$/.exec(text)?.[0] ?? VALUE_CUT.ellipsis;
  return line(label, { as: 'bytes', text, cut: { ...VALUE_CUT, ellipsis } }, look);
}

function line(label: string, body: Piece & { cut?: Cut }, { chalk, width }: TerminalOptions): string[] {
  const place = { width, indent: INDENT, hang: HANG, cut: body.cut };
  return entry({ label: [{ as: 'whole', text: label, paint: chalk.dim }], body: [body] }, place);
}
