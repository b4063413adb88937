import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../spec/case-schema.ts';
import type { Ending } from '../../wire/encode.ts';
import { toSegments, type Outgoing } from './segments.ts';

const SEND: Outgoing = {
  spoken: {
    name: 'SEND_MSG',
    parameters: [
      { key: 'token', value: 'abc' },
      { key: 'content', value: 'À bientôt' },
    ],
  },
};
const LEAVE: Outgoing = { spoken: { name: 'DISCONNECTED', parameters: [] } };

function texts(built: Outgoing, delivery: Delivery, ending: Ending = 'newline'): string[] {
  return toSegments(built, { delivery, ending }).segments.map((segment) => segment.toString('latin1'));
}

/** As bytes, one letter each. */
function bytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

describe('a cut', () => {
  test.each<[Extract<Delivery, object>['cut'], string, string]>([
    ['in-name', 'SEND', '_MSG\ntoken:abc\ncontent:À bientôt\n'],
    ['after-name', 'SEND_MSG', '\ntoken:abc\ncontent:À bientôt\n'],
    ['after-name-newline', 'SEND_MSG\n', 'token:abc\ncontent:À bientôt\n'],
    ['in-key', 'SEND_MSG\ntoken:abc\ncont', 'ent:À bientôt\n'],
    ['before-colon', 'SEND_MSG\ntoken:abc\ncontent', ':À bientôt\n'],
    ['after-colon', 'SEND_MSG\ntoken:abc\ncontent:', 'À bientôt\n'],
    ['in-value', 'SEND_MSG\ntoken:abc\ncontent:À bi', 'entôt\n'],
    ['before-last-newline', 'SEND_MSG\ntoken:abc\ncontent:À bientôt', '\n'],
  ])('%s', (cut, first, second) => {
    expect(texts(SEND, { cut })).toEqual([bytes(first), bytes(second)]);
  });

  test('in-character parts the two bytes of the first that has two', () => {
    const [first = '', second = ''] = texts(SEND, { cut: 'in-character' });
    expect([first.at(-1), second.at(0)]).toEqual(['\u00c3', '\u0080']);
  });

  test('of a command without parameters is in its name or behind it', () => {
    expect(texts(LEAVE, { cut: 'in-name' })).toEqual(['DISCON', 'NECTED\n']);
    expect(texts(LEAVE, { cut: 'after-name' })).toEqual(['DISCONNECTED', '\n']);
  });
});

describe('what is sent', () => {
  const deliveries = fc.oneof(
    fc.constantFrom<Delivery>('whole', 'byte-by-byte', 'half-close'),
    fc.record({
      cut: fc.constantFrom(
        'in-name',
        'after-name',
        'in-key',
        'before-colon',
        'after-colon',
        'in-value',
        'before-last-newline',
      ),
    }),
  );
  const parameters = fc.array(fc.record({ key: fc.stringMatching(/^[a-z-]{1,9}$/), value: fc.string() }), {
    minLength: 1,
    maxLength: 4,
  });

  test('is the same, however it is cut', () => {
    fc.assert(
      fc.property(
        deliveries,
        parameters,
        fc.constantFrom<Ending>('newline', 'none', 'empty-line'),
        (delivery, list, ending) => {
          const built: Outgoing = { spoken: { name: 'SEND_MSG', parameters: list } };
          expect(texts(built, delivery, ending).join('')).toBe(texts(built, 'whole', ending).join(''));
        },
      ),
    );
  });

  test.each<[Ending, string]>([
    ['newline', 'DISCONNECTED\n'],
    ['none', 'DISCONNECTED'],
    ['empty-line', 'DISCONNECTED\n\n'],
  ])('ends with %s', (ending, expected) => {
    expect(texts(LEAVE, 'whole', ending)).toEqual([expected]);
  });

  test('a byte at a time is one segment for each', () => {
    const { segments, pauseMs } = toSegments(LEAVE, { delivery: 'byte-by-byte', ending: 'newline' });
    expect(segments).toHaveLength(13);
    expect(pauseMs).toBeGreaterThan(0);
  });

  test('may have a half-close behind it', () => {
    expect(toSegments(LEAVE, { delivery: 'half-close', ending: 'newline' }).halfClose).toBe(true);
    expect(toSegments(LEAVE, { delivery: 'whole', ending: 'newline' }).halfClose).toBe(false);
  });

  test.each<[Ending, string]>([
    ['newline', 'DISCONNECTED\nLOGIN\n'],
    ['none', 'DISCONNECTED\nLOGIN\n'],
    ['empty-line', 'DISCONNECTED\n\nLOGIN\n'],
  ])('may have a command behind it in the same segment, with %s between them', (ending, expected) => {
    const { segments } = toSegments(LEAVE, { delivery: 'followed', ending, further: Buffer.from('LOGIN\n') });
    expect(segments.map(String)).toEqual([expected]);
  });

  test.each<[Ending, string]>([
    ['newline', 'LOGIN\na:b\nbare\n'],
    ['none', 'LOGIN\na:b\nbare'],
    ['empty-line', 'LOGIN\na:b\nbare\n\n'],
  ])('may end with a line without a colon, and %s', (ending, expected) => {
    const built: Outgoing = {
      spoken: { name: 'LOGIN', parameters: [{ key: 'a', value: 'b' }] },
      bare: 'bare',
    };
    expect(texts(built, 'whole', ending)).toEqual([expected]);
  });
});
