import { describe, expect, test } from 'vitest';
import { suggest } from './suggest.ts';

const options = ['sees', 'misses', 'once', 'judges', 'clause', 'observe'];

describe('suggest', () => {
  test.each([
    ['a letter too many', 'sees_', 'sees'],
    ['a letter missing', 'observ', 'observe'],
    ['a wrong letter', 'mizzes', 'misses'],
    ['two letters swapped', 'cluase', 'clause'],
    ['another case', 'ONCE', 'once'],
    ['the word itself', 'judges', 'judges'],
  ])('%s', (_, word, expected) => {
    expect(suggest(word, options)).toBe(expected);
  });

  test.each(['content', 'x', ''])('nothing is near %j', (word) => {
    expect(suggest(word, options)).toBeUndefined();
  });

  test('the nearest wins, and of equals the first', () => {
    expect(suggest('SEND_MSC', ['DEL_MSG', 'SEND_MSG'])).toBe('SEND_MSG');
    expect(suggest('M1x', ['M10', 'M11'])).toBe('M10');
  });

  test('a swap counts once, so that it fits in a short word', () => {
    expect(suggest('ot', ['to'])).toBe('to');
    expect(suggest('xy', ['to'])).toBeUndefined();
  });

  test('no candidates, no suggestion', () => {
    expect(suggest('sees', [])).toBeUndefined();
  });
});
