import { columnsOf, padTo } from '../columns.ts';
import { entry } from '../entry.ts';
import { usableWidth, type Page } from '../page.ts';
import type { Piece } from '../pieces.ts';

/** A cell: text that is printed as it stands, so it has to be ours. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

export interface Table {
  /** The first one is that of the names of rows, and is left empty where it is empty. */
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const GAP = '  ';

/** A table, or where the page is too narrow for one, each row as a list of its cells by their heads. */
export function table({ heads, rows }: Table, page: Page): string[] {
  const width = usableWidth(page.width);
  const columns = heads.map((head, at) =>
    Math.max(columnsOf(head), ...rows.map((row) => columnsOf(row[at]?.text ?? ''))),
  );
  const total = columns.reduce((sum, each) => sum + each + GAP.length, -GAP.length);
  if (total > width) return rows.flatMap((row) => listed(heads, row, { ...page, width }));
  const headRow = heads.map((head, at) => page.chalk.dim(padTo(head, columns[at] ?? 0)));
  return [headRow, ...rows.map((row) => row.map((cell, at) => painted(cell, columns[at] ?? 0)))].map(
    (cells) => cells.join(GAP).trimEnd(),
  );
}

function painted({ text, paint = (plain) => plain }: Cell, columns: number): string {
  // Spaces are not painted: an underlined or reversed colour would show them.
  return paint(text) + padTo('', columns - columnsOf(text));
}

function listed(
  heads: readonly string[],
  [name, ...cells]: readonly Cell[],
  { chalk, width }: Page,
): string[] {
  if (name === undefined) return [];
  const body = cells.flatMap((cell, at): Piece[] => {
    const head = heads[at + 1] ?? '';
    if (cell.text === '') return [];
    const value: Piece = { as: 'whole', text: cell.text, ...(cell.paint && { paint: cell.paint }) };
    return head === '' ? [value] : [{ as: 'prose', text: head, paint: chalk.dim }, value];
  });
  const place = { width, indent: 0, hang: 8 };
  return entry(
    { label: [{ as: 'whole', text: name.text, ...(name.paint && { paint: name.paint }) }], body },
    place,
  );
}
