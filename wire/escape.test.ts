import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeBytes, unescapeText } from './escape.ts';

describe('escapeBytes', () => {
  test.each([
    ['', ''],
    ['200/OK\n', '200/OK\\n'],
    ['a\r\n\tb', 'a\\r\\n\\tb'],
    ['C:\\new', 'C:\\\\new'],
    ['\0\x01\x1B[31m\x7F', '\\x00\\x01\\x1B[31m\\x7F'],
    ['déjà € 😀', 'déjà € 😀'],
    ['👩\u200D🚀', '👩\u200D🚀'],
    ['no\u00A0break', 'no\\xC2\\xA0break'],
    ['\u0085', '\\xC2\\x85'],
    ['user\u202Etxt', 'user\\xE2\\x80\\xAEtxt'],
    ['\uFEFF200/OK', '\\xEF\\xBB\\xBF200/OK'],
    ['\uFFFD', '\uFFFD'],
  ])('writes %j as %j', (text, escaped) => {
    expect(escapeBytes(Buffer.from(text))).toBe(escaped);
  });

  test.each([
    ['Latin-1', [0x64, 0xe9, 0x6a], 'd\\xE9j'],
    ['a character cut off', [0xf0, 0x9f, 0x98, 0x2e], '\\xF0\\x9F\\x98.'],
    ['an overlong slash', [0xc0, 0xaf], '\\xC0\\xAF'],
    ['a surrogate', [0xed, 0xa0, 0x80], '\\xED\\xA0\\x80'],
    ['past the last character', [0xf4, 0x90, 0x80, 0x80], '\\xF4\\x90\\x80\\x80'],
    ['invalid amid valid', [0xc3, 0xa9, 0xff, 0xc3, 0xa9], 'é\\xFFé'],
  ])('shows the bytes of what is not UTF-8: %s', (_, bytes, escaped) => {
    expect(escapeBytes(Uint8Array.from(bytes))).toBe(escaped);
  });

  test('shows 2000 characters and says how many bytes there were', () => {
    expect(escapeBytes(Buffer.alloc(2000, 'x'))).toBe('x'.repeat(2000));
    expect(escapeBytes(Buffer.alloc(2001, 'x'))).toBe(`${'x'.repeat(2000)}… (2001 bytes in all)`);
  });

  test('cuts neither within an escape nor within a character', () => {
    expect(escapeBytes(Buffer.from('\0\0\0'), { limit: 2 })).toBe('\\x00\\x00… (3 bytes in all)');
    expect(escapeBytes(Buffer.from('\n\n\n'), { limit: 2 })).toBe('\\n\\n… (3 bytes in all)');
    expect(escapeBytes(Buffer.from('😀😀😀'), { limit: 2 })).toBe('😀😀… (12 bytes in all)');
    expect(escapeBytes(Buffer.from('😀\n'), { limit: 2 })).toBe('😀\\n');
  });

  test('counts what was left out before', () => {
    expect(escapeBytes(Buffer.from('ab'), { leftOut: 3 })).toBe('ab… (5 bytes in all)');
    expect(escapeBytes(Buffer.from('abc'), { limit: 1, leftOut: 3 })).toBe('a… (6 bytes in all)');
  });

  test('masks before it cuts, so that no piece of a secret is left', () => {
    const mask = (text: string): string => text.replace('secret', '<s>');
    expect(escapeBytes(Buffer.from('a:secret:b'), { limit: 5, mask })).toBe('a:<s>… (10 bytes in all)');
  });

  test('copes with a long run beyond ASCII', () => {
    const text = '語'.repeat(1_000_000);
    expect(escapeBytes(Buffer.from(text), { limit: Infinity })).toBe(text);
  });

  test('is one line of what can be seen, and tells every byte', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(bytes, (any) => {
        const escaped = escapeBytes(any);
        expect(escaped).not.toMatch(/(?!\u200D)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(unescapeText(escaped)).toEqual(Buffer.from(any));
      }),
      { numRuns: 500 },
    );
  });
});

describe('unescapeText', () => {
  test.each(['\\', 'a\\q', '\\x4', '\\xZZ'])('refuses %j', (text) => {
    expect(() => unescapeText(text)).toThrow(SyntaxError);
  });
});
