import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileText } from './golden/hostile.ts';
import { printable } from './printable.ts';

describe('printable', () => {
  test.each([
    ['a line break', 'a\r\n\tb', 'a\\r\\n\\tb'],
    ['a colour', '\u001b[31mred', '\\x1B[31mred'],
    ['a C1 control', '\u009b2J', '\\x9B2J'],
    ['DEL and NUL', '\u007f\0', '\\x7F\\x00'],
    ['a right-to-left override', 'user\u202etxt', 'user\\u202Etxt'],
    ['a line separator', '\u2028', '\\u2028'],
    ['a byte order mark', '\ufeff200', '\\uFEFF200'],
    ['half a surrogate pair', 'a\ud83d', 'a\\uD83D'],
    ['a tag character', '\u{e0041}', '\\u{E0041}'],
    ['a filler that shows nothing', '\u3164', '\\u3164'],
  ])('writes %s visibly', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test.each(['', 'plain', 'déjà «vu»', '日本語', '👩‍🚀', '❤️', 'می‌خواهم', 'already \\x1B escaped\\n'])(
    'leaves %j alone',
    (text) => {
      expect(printable(text)).toBe(text);
    },
  );

  test('changes nothing that it wrote', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });
});
