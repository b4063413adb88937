/** What the progress of a run is told by, in one line each. */
import type { CaseResult } from '../suites/result.ts';
import { cutTo } from './columns.ts';
import { entry } from './entry.ts';
import { flow } from './flow.ts';
import { paragraphs } from './page.ts';
import type { Page } from './page.ts';
import type { Piece } from './pieces.ts';
import { printable } from './printable.ts';
import { countedVerdict, paintOf } from './verdicts.ts';
import { duration } from './words.ts';

const ONE_ROW = { rows: 1, ellipsis: '…' };

/** How far a run is. */
export interface Tally {
  readonly done: number;
  readonly total: number;
  readonly fail: number;
  readonly error: number;
}

/** `[ 57/231]  send/content/colons  2 failed`, cut to leave the last column free: some terminals wrap there. */
export function liveLine(tally: Tally, doing: string, { chalk, width }: Page): string {
  const counter = `[${String(tally.done).padStart(String(tally.total).length)}/${tally.total}]`;
  const bad = badWords(tally);
  const room = width - 1 - [counter, ...bad].join('  ').length - 2;
  const shown = room > 0 && doing !== '' ? [cutTo(printable(doing), room)] : [];
  return [chalk.dim(counter), ...shown, ...bad.map((text) => chalk.red(text))].join('  ');
}

/** `50 of 231, 1 failed`. */
export function tallyLine(tally: Tally): string {
  return [`${tally.done} of ${tally.total}`, ...badWords(tally)].join(', ');
}

/** Whether a reader wants to know of this result at once. */
export function deservesLine({ verdict }: CaseResult): boolean {
  return verdict === 'fail' || verdict === 'warn' || verdict === 'error';
}

/** `FAIL   send/content/colons  Content with colons …`, in one line with its newline. */
export function resultLine({ id, title, verdict }: CaseResult, { chalk, width }: Page): string {
  const label: Piece[] = [{ as: 'whole', text: verdict.toUpperCase(), paint: paintOf(verdict, chalk) }];
  const body: Piece[] = [
    { as: 'whole', text: id },
    { as: 'prose', text: title, paint: chalk.dim },
  ];
  return paragraphs([entry({ label, body }, { width, indent: 0, hang: 'ERROR'.length + 2, cut: ONE_ROW })]);
}

/** `the server died in send/basics: SIGSEGV; starting it again`, wrapped to the page. */
export function deathLines({ where, how }: { where: string; how: string }, page: Page): string {
  return planLines(printable(`the server died ${where}: ${how}; starting it again`), page);
}

/** What is going to run, wrapped to the page, with a newline at the end of each line. */
export function planLines(text: string, { width }: Page): string {
  return paragraphs([flow([{ as: 'prose', text }], { width }).map((row) => row.text)]);
}

/** `waiting 1 min 01 s: the minute of the rate limit`. */
export function waitText({ forMs, why }: { forMs: number; why: string }): string {
  return printable(`waiting ${duration(forMs)}: ${why}`);
}

function badWords({ fail, error }: Tally): string[] {
  const words: string[] = [];
  if (fail > 0) words.push(countedVerdict(fail, 'fail'));
  if (error > 0) words.push(countedVerdict(error, 'error'));
  return words;
}
