import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonTextsOf, readingsOf } from './readings.ts';

const CONTENT = 'L\'été, "à 50 %" : un+deux\\trois\nfin';

describe('what was written in one line is read again', () => {
  test.each([
    ['for a URL', `id=5&content=${new URLSearchParams({ c: CONTENT }).toString().slice(2)}`],
    ['percent by percent', `5;${encodeURIComponent(CONTENT)}`],
    ['with backslashes', `5;${CONTENT.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`],
    ['as a string of a program', `{'content': ${JSON.stringify(CONTENT)}}`],
    ['as JSON', JSON.stringify({ words: CONTENT })],
    ['deep in JSON', JSON.stringify([5, { a: [{ b: CONTENT }] }])],
  ])('%s', (_name, info) => {
    expect(readingsOf(info).some((reading) => reading.includes(CONTENT))).toBe(true);
  });

  test('with doubled quotes', () => {
    expect(readingsOf(`5;"Elle a dit ""oui"", l''été"`)).toContain(`5;"Elle a dit "oui", l'été"`);
  });

  test('as it stands, first', () => {
    expect(readingsOf('100 %s \\ +')[0]).toBe('100 %s \\ +');
  });
});

describe('the texts in JSON', () => {
  test('are those of an object or an array, numbers too', () => {
    expect(jsonTextsOf('{"id":5,"deleted":false,"content":"a"}')).toEqual(['5', 'a']);
    expect(jsonTextsOf('[5,null,["a"]]')).toEqual(['5', 'a']);
  });

  test.each(['"a"', '5', 'null', 'a', '', '{"a":'])('are none in %j', (info) => {
    expect(jsonTextsOf(info)).toBeUndefined();
  });
});

test('any text is read without a throw', () => {
  const pieces = fc.constantFrom('%', 'e9', '\\', 'u', '00e9', '"', "'", '+', 'x', '[', '{', ']', '1');
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((list) => list.join('')),
  );
  fc.assert(fc.property(text, (info) => readingsOf(info).length > 0 || jsonTextsOf(info) !== undefined));
});
