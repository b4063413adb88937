import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf } from './columns.ts';
import { flow } from './flow.ts';
import type { Cut } from './flow.ts';
import { hostileText } from './golden/hostile.ts';
import type { Piece } from './pieces.ts';
import { printable } from './printable.ts';

const ellipsis: Cut = { rows: 2, ellipsis: '…' };

function texts(pieces: readonly Piece[], width: number, cut?: Cut): string[] {
  return flow(pieces, { width, cut }).map(({ text }) => text);
}

describe('flow', () => {
  test('breaks prose at its spaces and folds them', () => {
    expect(texts([{ as: 'prose', text: ' one two\n  three four ' }], 9)).toEqual([
      'one two',
      'three',
      'four',
    ]);
  });

  test('keeps every space of what is quoted', () => {
    expect(texts([{ as: 'quoted', text: '"a  b" came as "a b"' }], 9)).toEqual([
      '"a  b"',
      'came as',
      '"a b"',
    ]);
  });

  test('breaks bytes behind a newline by preference, and not inside an escape', () => {
    expect(texts([{ as: 'bytes', text: 'LOGIN\\napi-token:x\\n' }], 14)).toEqual([
      'LOGIN\\n',
      'api-token:x\\n',
    ]);
    expect(texts([{ as: 'bytes', text: 'abc\\x1B\\x1B' }], 5)).toEqual(['abc', '\\x1B', '\\x1B']);
    expect(texts([{ as: 'quoted', text: '\u{E0000}' }], 7)).toEqual(['\\u{E000', '0}']);
    expect(texts([{ as: 'bytes', text: 'C:\\\\new' }], 6)).toEqual(['C:\\\\ne', 'w']);
  });

  test('never breaks what must stay whole', () => {
    expect(
      texts(
        [
          { as: 'prose', text: 'run' },
          { as: 'whole', text: 'check --only a/b' },
        ],
        8,
      ),
    ).toEqual(['run', 'check --only a/b']);
  });

  test('sets pieces two columns apart', () => {
    expect(
      texts(
        [
          { as: 'whole', text: 'a' },
          { as: 'prose', text: 'b c' },
          { as: 'quoted', text: '' },
        ],
        20,
      ),
    ).toEqual(['a  b c']);
  });

  test('breaks a word that is wider than the room', () => {
    expect(texts([{ as: 'prose', text: 'ab cdefghij' }], 4)).toEqual(['ab c', 'defg', 'hij']);
    expect(texts([{ as: 'quoted', text: '日本語' }], 4)).toEqual(['日本', '語']);
  });

  test('cuts after so many rows', () => {
    expect(texts([{ as: 'prose', text: 'one two three four' }], 5, ellipsis)).toEqual(['one', 'two…']);
    expect(texts([{ as: 'bytes', text: 'abcdefghij' }], 4, ellipsis)).toEqual(['abcd', 'efg…']);
    expect(texts([{ as: 'bytes', text: 'abcdefgh' }], 4, ellipsis)).toEqual(['abcd', 'efgh']);
    expect(texts([{ as: 'bytes', text: 'a'.repeat(30) }], 9, { rows: 1, ellipsis: '… (30)' })).toEqual([
      'aaa… (30)',
    ]);
    expect(texts([{ as: 'bytes', text: 'a'.repeat(30) }], 5, { rows: 1, ellipsis: '… (30)' })).toEqual([
      'aaaa…',
    ]);
  });

  test('does not cut into what must stay whole', () => {
    const pieces: Piece[] = [
      { as: 'whole', text: 'a/b/c' },
      { as: 'prose', text: 'title' },
    ];
    expect(texts(pieces, 7, { rows: 1, ellipsis: '…' })).toEqual(['a/b/c …']);
    expect(texts(pieces, 6, { rows: 1, ellipsis: '…' })).toEqual(['a/b/c']);
  });

  test('paints neighbours of one colour in one go, and no gap between colours', () => {
    const red = (text: string): string => `<${text}>`;
    const pieces: Piece[] = [
      { as: 'prose', text: 'a b', paint: red },
      { as: 'prose', text: 'c' },
    ];
    expect(texts(pieces, 20)).toEqual(['<a b>  c']);
  });

  test('loses no byte and keeps to the width', () => {
    fc.assert(
      fc.property(hostileText(), fc.integer({ min: 10, max: 40 }), (text, width) => {
        const rows = flow([{ as: 'bytes', text }], { width });
        expect(rows.map((row) => row.text).join('')).toBe(printable(text));
        expect(rows.filter((row) => row.columns > width || columnsOf(row.text) > row.columns)).toEqual([]);
      }),
    );
  });

  test('takes linear time, whatever a hostile server may send', () => {
    const rows = flow([{ as: 'bytes', text: '\u0301'.repeat(100_000) }], { width: 80, cut: ellipsis });
    expect(rows).toHaveLength(2);
    expect(flow([{ as: 'bytes', text: '語'.repeat(100_000) }], { width: 80 })).toHaveLength(2500);
  });
});
