/**
 * Controls, lone surrogates, line and paragraph separators, and what cannot be seen (bidirectional overrides among it)
 * but the joiners and variation selectors that emoji and some scripts need.
 */
const UNPRINTABLE =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u200c|\u200d|\p{Variation_Selector})(?:\p{Cf}|\p{Default_Ignorable_Code_Point})/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * The text with everything that would move a cursor, change a colour or reorder a line written as a visible escape
 * (`\n`, `\x1B`, `\u202E`). What a server sends is hostile until proven otherwise, so all text of a report passes here.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => SHORT[character] ?? escapeOf(character));
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
