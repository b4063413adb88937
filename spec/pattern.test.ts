import { describe, expect, test } from 'vitest';
import { matches, selects } from './pattern.ts';

describe('matches', () => {
  test.each([
    ['send/content/colons', 'send/content/colons', true],
    ['send/content/colons', 'send/content/colons-twice', false],
    ['send', 'send/content/colons', true],
    ['send/', 'send/content/colons', true],
    ['send/content', 'send/content/colons', true],
    ['sen', 'send/content/colons', false],
    ['content', 'send/content/colons', false],
    ['send/*', 'send/delivered', true],
    ['send/*', 'send/content/colons', false],
    ['send/**', 'send/content/colons', true],
    ['*/content/*', 'send/content/colons', true],
    ['*/content/*', 'update/content/colons', true],
    ['*/content/*', 'send/missing/content', false],
    ['**/colons', 'send/content/colons', true],
    ['**/send/delivered', 'send/delivered', true],
    ['send/content/c*', 'send/content/colons', true],
    ['send/content/*s', 'send/content/colons', true],
    ['*', 'send/delivered', true],
    ['**', 'send/delivered', true],
    ['send.delivered*', 'send/delivered', false],
    ['(*', 'send/delivered', false],
  ])('%s, %s: %s', (pattern, id, expected) => {
    expect(matches(pattern, id)).toBe(expected);
  });
});

describe('selects', () => {
  const subject = { id: 'send/content/colons', aliases: ['send/colons'], clauses: ['M7', 'T2'] };

  test.each(['send', 'send/content/colons', '*/content/*', 'send/colons', 'M7', 'm7', 'T2'])(
    '%s',
    (pattern) => {
      expect(selects(pattern, subject)).toBe(true);
    },
  );

  test.each(['M', 'M70', 'T', 'login', 'colons'])('not by %s', (pattern) => {
    expect(selects(pattern, subject)).toBe(false);
  });

  test('a case without former ids', () => {
    expect(selects('send/colons', { id: 'send/content/colons', clauses: ['M7'] })).toBe(false);
  });
});
