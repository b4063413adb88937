/** Pieces of text, and the atoms they are laid out by. What becomes an atom has been made printable. */
import { columnsOf, unitsOf } from './columns.ts';
import { printable } from './printable.ts';

export type Paint = (text: string) => string;

/**
 * A stretch of text. `prose`: our own sentences, white space folded. `quoted`: may hold a peer's text, so every space
 * stays. `bytes`: breaks behind an escaped newline, else anywhere. `whole`: never breaks, so that it can be copied.
 */
export interface Piece {
  readonly as: 'prose' | 'quoted' | 'bytes' | 'whole';
  readonly text: string;
  readonly paint?: Paint;
}

/** A word or a stretch of bytes. `gap`: the columns before it, unless it begins a row. `breaks`: may be chopped. */
export interface Atom {
  readonly text: string;
  readonly columns: number;
  readonly paint: Paint;
  readonly gap: number;
  readonly breaks: boolean;
}

/** Behind an escaped newline, but not behind an escaped backslash and an n. */
const BEHIND_NEWLINE = /(?<=(?<!\\)(?:\\\\)*\\n)/;

export const plain: Paint = (text) => text;

/** The atoms of pieces: two columns between one piece and the next, one between words, none between bytes. */
export function* atomsOf(pieces: readonly Piece[]): Generator<Atom> {
  let first = true;
  for (const piece of pieces) {
    const inner = piece.as === 'bytes' ? 0 : 1;
    for (const [index, text] of wordsOf(piece).entries()) {
      const gap = first ? 0 : index === 0 ? 2 : inner;
      yield {
        text,
        columns: columnsOf(text),
        paint: piece.paint ?? plain,
        gap,
        breaks: piece.as !== 'whole',
      };
      first = false;
    }
  }
}

/** A run of several spaces stays inside its word, where a reader can see it: a lost space may be the very finding. */
function wordsOf({ as, text }: Piece): string[] {
  if (text === '') return [];
  switch (as) {
    case 'prose':
      return printable(text.trim().replaceAll(/\s+/g, ' ')).split(' ');
    case 'quoted':
      return printable(text).split(/(?<! ) (?! )/);
    case 'bytes':
      return printable(text).split(BEHIND_NEWLINE);
    case 'whole':
      return [printable(text)];
  }
}

/** An atom cut into the smallest atoms that a row may end behind; an escape is cut only where it is wider than the row. */
export function* chop(atom: Atom, width: number): Generator<Atom> {
  let gap = atom.gap;
  const units = [...unitsOf(atom.text)].flatMap((unit) =>
    columnsOf(unit) > width ? Array.from(unit) : [unit],
  );
  for (const text of units) {
    yield { ...atom, text, columns: columnsOf(text), gap };
    gap = 0;
  }
}
