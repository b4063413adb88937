import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeBytes } from './escape.ts';
import { createMask } from './mask.ts';

const TOKEN = '5f2d9c';
const mask = createMask(new Map([[TOKEN, 'token of 3']]));

test('writes the label in place of the secret, wherever it stands', () => {
  expect(mask(`LOGIN\\napi-token:${TOKEN}\\n`)).toBe('LOGIN\\napi-token:<token of 3>\\n');
  expect(mask(`x${TOKEN}${TOKEN}x`)).toBe('x<token of 3><token of 3>x');
  expect(mask(TOKEN)).toBe('<token of 3>');
});

test('leaves all else alone: pieces of a secret and another case of it, too', () => {
  for (const text of ['', 'abc', '5f2d9', 'f2d9c', '5F2D9C', '5f2d-9c']) expect(mask(text)).toBe(text);
});

test('without secrets, changes nothing', () => {
  expect(createMask(new Map())('token:5f2d9c')).toBe('token:5f2d9c');
});

test('takes the longest of several that begin at one place, in whatever order they are given', () => {
  const secrets: [string, string][] = [
    ['abcd', 'short'],
    ['abcdefgh', 'long'],
    ['abcdef', 'middle'],
  ];
  for (const order of [secrets, secrets.toReversed()])
    expect(createMask(new Map(order))('abcdefghi abcdefg abcde')).toBe('<long>i <middle>g <short>e');
});

test('finds a secret that begins within the beginning of another', () => {
  expect(createMask(new Map([['ababac', 'token']]))('abababac')).toBe('ab<token>');
});

test('leaves secrets of fewer than four characters alone', () => {
  const short = createMask(
    new Map([
      ['abc', 'three'],
      ['wxyz', 'four'],
      ['', 'none'],
    ]),
  );
  expect(short('abc wxyz')).toBe('abc <four>');
});

test('leaves a short secret alone where a longer one begins alike', () => {
  expect(
    createMask(
      new Map([
        ['abc', 'three'],
        ['abcdef', 'six'],
      ]),
    )('abcdx'),
  ).toBe('abcdx');
});

test('finds a secret in its escaped form, too', () => {
  const odd = createMask(new Map([['a\\b\tc', 'odd token']]));
  expect(odd('token:a\\b\tc')).toBe('token:<odd token>');
  expect(odd(escapeBytes(Buffer.from('token:a\\b\tc\n')))).toBe('token:<odd token>\\n');
});

test('takes the characters of a regular expression as they are', () => {
  expect(createMask(new Map([['a.*c$', 'token']]))('abbc a.*c$')).toBe('abbc <token>');
});

test('no secret of many is left in any text made of them', () => {
  const secret = fc.string({ minLength: 4, unit: fc.constantFrom('a', 'b', '\\', '\n') });
  fc.assert(
    fc.property(fc.uniqueArray(secret, { minLength: 1 }), fc.array(fc.string()), (secrets, between) => {
      const hide = createMask(new Map(secrets.map((each) => [each, ''])));
      const text = secrets.map((each, index) => `${between[index] ?? ' '}${each}`).join('|');
      for (const shown of [hide(text), hide(escapeBytes(Buffer.from(text), { limit: Infinity }))])
        for (const each of secrets) expect(shown).not.toContain(each);
    }),
  );
});

test('copes with ten thousand secrets and a megabyte', () => {
  const secrets = new Map(Array.from({ length: 10_000 }, (_, index) => [`token-${index}-end`, `${index}`]));
  const text = Array.from(secrets.keys(), (secret) => secret.padStart(100)).join('\n');
  expect(createMask(secrets)(text).match(/<\d+>/g)).toHaveLength(10_000);
});
