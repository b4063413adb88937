import type { CaseResult } from '../../suites/result.ts';
import { choicesOf } from '../choices.ts';
import type { Choice } from '../choices.ts';
import { columnsOf, padTo } from '../columns.ts';
import { entry, hangFor } from '../entry.ts';
import { flow } from '../flow.ts';
import type { Piece } from '../pieces.ts';
import { printable } from '../printable.ts';
import { VALUE_CUT } from './options.ts';
import type { TerminalOptions } from './options.ts';

const INDENT = 2;

/** Where titles begin, and the choices beside or below them, in columns from the left. */
interface Hangs {
  title: number;
  beside: number;
  below: number;
}

/** What the target does where the protocol leaves it a choice, in the order of the clauses: a profile, no judgement. */
export function openPoints(results: readonly CaseResult[], look: TerminalOptions): string[] {
  const choices = choicesOf(results, look.clauses);
  if (choices.length === 0) return [];
  const labels = choices.map(({ clause }) => columnsOf(printable(clause)));
  const titleHang = hangFor(labels, { ...look, indent: INDENT });
  const room = Math.floor(look.width * 0.6) - titleHang;
  const titles = choices.map(({ title }) => columnsOf(title)).filter((columns) => columns <= room);
  const hangs = { title: titleHang, beside: titleHang + Math.max(0, ...titles) + 2, below: titleHang + 2 };
  const heading: Piece = {
    as: 'prose',
    text: 'What the target chose where the protocol leaves it open',
    paint: look.chalk.bold,
  };
  return [
    ...flow([heading], look).map((row) => row.text),
    ...choices.flatMap((choice) => choiceLines(choice, hangs, look)),
  ];
}

/** The choice beside the title where that is short enough, else below it. */
function choiceLines(
  { clause, title, observed }: Choice,
  hangs: Hangs,
  { chalk, width }: TerminalOptions,
): string[] {
  const label: Piece = {
    as: 'whole',
    text: padTo(printable(clause), hangs.title - INDENT - 2),
    paint: chalk.dim,
  };
  const titled: Piece = { as: 'prose', text: title };
  const body: Piece[] = [{ as: 'quoted', text: observed, paint: chalk.cyan }];
  const place = { width, indent: INDENT, cut: VALUE_CUT };
  if (hangs.title + columnsOf(title) + 2 <= hangs.beside) {
    return entry({ label: [label, titled], body }, { ...place, hang: hangs.beside });
  }
  return [
    ...entry({ label: [label], body: [titled] }, { width, indent: INDENT, hang: hangs.title }),
    ...entry({ label: [], body }, { ...place, hang: hangs.below }),
  ];
}
