import { columnsOf } from './columns.ts';
import { entry, hangFor } from './entry.ts';
import { paragraphs, usableWidth } from './page.ts';
import type { Page } from './page.ts';
import type { Piece } from './pieces.ts';
import { counted } from './words.ts';

/** What a list shows of a fault or a variant of the reference server. `clauses`: those it breaks, or whose freedom it uses. */
export interface ListedFault {
  readonly name: string;
  readonly clauses: readonly string[];
  readonly text: string;
}

const INDENT = 0;

/**
 * Faults or variants, each with its clauses and what it does; how many there are, last. Ends with a newline.
 * @param noun what one of them is called, such as `fault`
 */
export function faultList(noun: string, listed: readonly ListedFault[], { chalk, width }: Page): string {
  const box = { width: usableWidth(width), indent: INDENT };
  const place = {
    ...box,
    hang: hangFor(
      listed.map(({ name }) => columnsOf(name)),
      box,
    ),
  };
  const rows = listed.flatMap(({ name, clauses, text }) => {
    const body: Piece[] = [
      { as: 'prose', text },
      { as: 'prose', text: clauses.join(' '), paint: chalk.dim },
    ];
    return entry({ label: [{ as: 'whole', text: name, paint: chalk.bold }], body }, place);
  });
  return paragraphs([rows, [counted(listed.length, noun)]]);
}
