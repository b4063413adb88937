/**
 * How wide printable text is in a terminal. Reasonable rather than exact: terminals disagree about joined emoji. No
 * character counts as nothing, so that a row of so many columns is never more than so many characters.
 */

const ASCII = /^[ -~]*$/;
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;

/** East Asian wide and fullwidth blocks, as first and last code point (Unicode Annex 11). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
];

const ESCAPE = /(\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\u\{[0-9a-f]+\}|\\[nrt0"\\])/i;
/**
 * A character as a reader sees it: a flag, or any code point with its marks, emoji joined to it included. A pattern and
 * not `Intl.Segmenter`, whose time grows with the square of the length. The counts bound what one character may hold.
 */
const CHARACTER =
  /\p{RI}{2}|.[\p{M}\p{Emoji_Modifier}]{0,16}(?:\u200d\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}]{0,16}){0,8}/gsu;

/** The columns a printable text takes: two a wide character or emoji, one any other, marks included. */
export function columnsOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let columns = 0;
  for (const [character] of text.matchAll(CHARACTER)) columns += columnsOfCharacter(character);
  return columns;
}

/** What must not be cut in two: a character as a reader sees it, or an escape such as `\n` or `\x1b`. */
export function* unitsOf(text: string): Generator<string> {
  for (const [index, part] of text.split(ESCAPE).entries()) {
    if (index % 2 === 1) yield part;
    else for (const [character] of part.matchAll(CHARACTER)) yield character;
  }
}

/** The text, or as much of it as leaves room for `…` in that many columns. */
export function cutTo(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let used = 1;
  for (const unit of unitsOf(text)) {
    used += columnsOf(unit);
    if (used > columns) break;
    kept += unit;
  }
  return `${kept.trimEnd()}…`;
}

/** The text with spaces behind it, up to that many columns. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

function columnsOfCharacter(character: string): number {
  if (EMOJI.test(character)) return 2;
  const code = character.codePointAt(0) ?? 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
