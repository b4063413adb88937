import { describe, expect, test } from 'vitest';
import { columnsOf, cutTo, padTo, unitsOf } from './columns.ts';

describe('columnsOf', () => {
  test.each([
    ['', 0],
    ['ascii ~', 7],
    ['déjà', 4],
    ['de\u0301ja\u0300', 4],
    ['日本語', 6],
    ['한글', 4],
    ['ｱｲｳ', 3],
    ['Ａ', 2],
    ['😀', 2],
    ['👩‍🚀', 2],
    ['🇫🇷', 2],
    ['❤️', 2],
    ['→ …', 3],
    ['𠮷', 2],
  ])('counts %j as %i', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });
});

describe('unitsOf', () => {
  test('keeps escapes and characters whole', () => {
    expect([...unitsOf('a\\n\\x1B\\u202E\\\\né👩‍🚀')]).toEqual([
      'a',
      '\\n',
      '\\x1B',
      '\\u202E',
      '\\\\',
      'n',
      'é',
      '👩‍🚀',
    ]);
  });
});

describe('cutTo', () => {
  test.each([
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['a b c', 3, 'a…'],
    ['a\\x1Bb', 4, 'a…'],
  ])('cuts %j to %i columns', (text, columns, cut) => {
    expect(cutTo(text, columns)).toBe(cut);
  });
});

describe('padTo', () => {
  test('counts columns, not characters', () => {
    expect(padTo('日本', 6)).toBe('日本  ');
    expect(padTo('too long', 3)).toBe('too long');
  });
});
