const SHOWN_CHARACTERS = 2000;

const TAIL = '[\\x80-\\xBF]';
/** Well-formed UTF-8 beyond ASCII, its bytes read as Latin-1 (The Unicode Standard, table 3-7). */
const UTF8 = [
  `[\\xC2-\\xDF]${TAIL}`,
  `\\xE0[\\xA0-\\xBF]${TAIL}`,
  `[\\xE1-\\xEC\\xEE\\xEF]${TAIL}{2}`,
  `\\xED[\\x80-\\x9F]${TAIL}`,
  `\\xF0[\\x90-\\xBF]${TAIL}{2}`,
  `[\\xF1-\\xF3]${TAIL}{3}`,
  `\\xF4[\\x80-\\x8F]${TAIL}{2}`,
].join('|');
/** A run of characters beyond ASCII (as many as the engine's stack bears), or one byte that is to be escaped. */
const NOT_PLAIN = new RegExp(`(?:${UTF8}){1,1000}|[^\\x20-\\x7E]|\\\\`, 'g');

/**
 * Valid characters that a reader cannot see, or that turn the text around them: controls, formats, blanks that are not
 * a space. The joiner U+200D stays, since emoji are made with it.
 */
const UNSEEN = /(?!\u200D)[\p{Cc}\p{Cf}\p{Z}]/gu;

/** One escape or one character of escaped text. */
const UNIT = /\\x[0-9A-F]{2}|\\.|./gsu;

const NAMED = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\\', '\\\\'],
]);
const MEANINGS = new Map(Array.from(NAMED, ([character, escaped]) => [escaped, character]));

const HEX = Array.from(
  { length: 256 },
  (_, byte) => `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`,
);

export interface EscapeOptions {
  /** How many characters and escapes are shown at most; 2000 unless told. */
  readonly limit?: number;
  /** Applied to the escaped text before it is cut, so that the cut leaves no piece of a secret. */
  readonly mask?: (text: string) => string;
  /** How many further bytes there were that `bytes` does not hold; they count as cut off. */
  readonly leftOut?: number;
}

/**
 * Bytes as one line of text: what can be read stays, the rest is written `\n`, `\r`, `\t`, `\\` or `\xNN` for each
 * byte. What was cut off is told as `… (N bytes in all)`.
 */
export function escapeBytes(bytes: Uint8Array, options: EscapeOptions = {}): string {
  const { limit = SHOWN_CHARACTERS, mask = unmasked, leftOut = 0 } = options;
  const whole = mask(escapeWhole(bytes));
  const shown = firstUnits(whole, limit);
  return shown === whole && leftOut === 0 ? shown : `${shown}… (${bytes.length + leftOut} bytes in all)`;
}

/**
 * The bytes that `escapeBytes` wrote as this text.
 * @throws SyntaxError for an escape that it never writes.
 */
export function unescapeText(text: string): Buffer {
  return Buffer.concat(Array.from(text.matchAll(UNIT), ([unit]) => unescapeUnit(unit)));
}

function unmasked(text: string): string {
  return text;
}

function escapeWhole(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(NOT_PLAIN, (found) => {
    if (found.length === 1) return NAMED.get(found) ?? hex([found.charCodeAt(0)]);
    return Buffer.from(found, 'latin1')
      .toString('utf8')
      .replace(UNSEEN, (character) => hex(Buffer.from(character)));
  });
}

function hex(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => HEX[byte]).join('');
}

function firstUnits(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let units = 0;
  for (const unit of text.matchAll(UNIT)) {
    if (units === limit) return text.slice(0, unit.index);
    units += 1;
  }
  return text;
}

function unescapeUnit(unit: string): Buffer {
  if (!unit.startsWith('\\')) return Buffer.from(unit);
  if (unit.startsWith('\\x') && unit.length === 4) return Buffer.from(unit.slice(2), 'hex');
  const meaning = MEANINGS.get(unit);
  if (meaning === undefined) throw new SyntaxError(`no such escape: ${unit}`);
  return Buffer.from(meaning);
}
