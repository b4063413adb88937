import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LastLines, Ring } from './last-lines.ts';

function linesOf(chunks: readonly Buffer[]): string[] {
  const told: string[] = [];
  const lines = new LastLines((line) => told.push(line));
  for (const chunk of chunks) lines.push(chunk);
  lines.end();
  return told;
}

describe('a stream of text', () => {
  test('is told by lines; empty ones are left out, and the last one needs no newline', () => {
    expect(linesOf([Buffer.from('one\r\n\ntwo\nthree')])).toEqual(['one', 'two', 'three']);
  });

  test('comes out the same, however it is cut', () => {
    const text = Buffer.from('été\n日本\r\n\n😀 end');
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 6 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const chunks = places.slice(1).map((end, index) => text.subarray(places[index], end));
        expect(linesOf(chunks)).toEqual(['été', '日本', '😀 end']);
      }),
    );
  });

  test('without a newline is kept no longer than a line', () => {
    const chunks = Array.from({ length: 50 }, () => Buffer.alloc(1000, 'x'));
    expect(linesOf(chunks)).toEqual(['x'.repeat(1000)]);
  });
});

test('a ring keeps the last lines', () => {
  const ring = new Ring();
  for (let line = 1; line <= 1000; line += 1) ring.push(String(line));
  expect(ring.last(3)).toEqual(['998', '999', '1000']);
  expect(ring.last(10_000)).toHaveLength(200);
});
