/** Pieces of text to rows of at most so many columns: the one way by which text gets into a report for people. */
import { columnsOf } from './columns.ts';
import { atomsOf, chop, plain } from './pieces.ts';
import type { Atom, Piece } from './pieces.ts';

/** How text that is too long ends: after so many rows, with `…` or the like, for which room is made. */
export interface Cut {
  readonly rows: number;
  readonly ellipsis: string;
}

/** How much room there is, in columns; rows as needed, unless the text is to be cut. */
export interface Room {
  readonly width: number;
  readonly cut?: Cut | undefined;
}

/** A row of a report: what to print, and the columns it takes. */
export interface Row {
  readonly text: string;
  readonly columns: number;
}

/** Lays pieces out, two columns between one and the next. Only a `whole` piece can make a row wider than the room. */
export function flow(pieces: readonly Piece[], room: Room): Row[] {
  const { width, cut } = room;
  const rows: Atom[][] = [];
  for (const row of fill(pieces, width)) {
    const last = rows.at(-1);
    if (cut !== undefined && last !== undefined && rows.length >= cut.rows) {
      shorten(last, width, cut.ellipsis);
      break;
    }
    rows.push(row);
  }
  return rows.map(rowOf);
}

function* fill(pieces: readonly Piece[], width: number): Generator<Atom[]> {
  let row: Atom[] = [];
  for (const atom of atomsOf(pieces)) {
    if (columnsWith(row, atom) <= width) {
      row.push(atom);
    } else if (!atom.breaks || atom.columns <= width) {
      if (row.length > 0) yield row;
      row = [atom];
    } else {
      for (const unit of chop(atom, width)) {
        if (row.length > 0 && columnsWith(row, unit) > width) {
          yield row;
          row = [];
        }
        row.push(unit);
      }
    }
  }
  if (row.length > 0) yield row;
}

/** Ends a row with an ellipsis, dropping characters to make room. What must stay whole is never bitten into. */
function shorten(row: Atom[], width: number, ellipsis: string): void {
  const text = columnsOf(ellipsis) < width ? ellipsis : '…';
  const ending: Atom = { text, columns: columnsOf(text), paint: plain, gap: 0, breaks: false };
  let last = row.at(-1);
  while (last?.breaks === true && columnsWith(row, ending) > width) {
    row.pop();
    row.push(...[...chop(last, width)].slice(0, -1));
    last = row.at(-1);
  }
  const spaced = { ...ending, gap: last?.breaks === false ? 1 : 0 };
  if (columnsWith(row, spaced) <= width) row.push(spaced);
}

function columnsWith(row: readonly Atom[], next: Atom): number {
  return row.length === 0 ? next.columns : columnsOfRow(row) + next.gap + next.columns;
}

function columnsOfRow(row: readonly Atom[]): number {
  return row.reduce((sum, atom, index) => sum + (index === 0 ? 0 : atom.gap) + atom.columns, 0);
}

/** Neighbours of one colour are painted together, so that a colour begins and ends once. */
function rowOf(row: readonly Atom[]): Row {
  let text = '';
  let run = '';
  for (const [index, atom] of row.entries()) {
    const before = row[index - 1];
    const gap = before === undefined ? '' : ' '.repeat(atom.gap);
    if (before !== undefined && before.paint !== atom.paint) {
      text += before.paint(run) + gap;
      run = atom.text;
    } else {
      run += gap + atom.text;
    }
  }
  return { text: text + (row.at(-1)?.paint ?? plain)(run), columns: columnsOfRow(row) };
}
