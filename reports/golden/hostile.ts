import fc from 'fast-check';

/** What acts on a terminal, breaks lines, or is wider or narrower than it looks. */
const TROUBLE = [
  '\u001b[2J',
  '\u001b]0;x\u0007',
  '\n',
  '\r',
  '\t',
  '\0',
  '\u007f',
  '\u009b',
  '\u2028',
  '\u202e',
  '\ufeff',
];
const WIDE = ['日', '😀', '👩‍🚀', '🇫🇷', 'e\u0301', '\u0301', '\u3164', '\\x1B', '\\n'];

/** Texts such as a hostile server might send: every code point, surrogates too, and trouble more often than chance has it. */
export function hostileText(maxLength = 60): fc.Arbitrary<string> {
  const any = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
  const unit = fc.oneof(fc.constantFrom(...TROUBLE, ...WIDE), fc.constantFrom('a', ' ', '  '), any);
  return fc.array(unit, { maxLength }).map((units) => units.join(''));
}
