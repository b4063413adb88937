import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { encodeResponse } from './encode.ts';
import { unescapeText } from './escape.ts';
import { ResponseDecoder, type ResponseEvent } from './response-decoder.ts';
import { STATUSES } from './status.ts';

const eventSchema = z.union([
  z
    .strictObject({ status: z.string(), code: z.int(), name: z.string() })
    .transform(({ status, ...rest }): ResponseEvent => ({ kind: 'status', line: status, ...rest })),
  z
    .strictObject({ data: z.tuple([z.string(), z.string()]) })
    .transform(({ data: [key, value] }): ResponseEvent => ({ kind: 'data', key, value })),
  z
    .strictObject({ garbage: z.string() })
    .transform(({ garbage }): ResponseEvent => ({ kind: 'garbage', line: garbage })),
  z
    .strictObject({ tooLong: z.int() })
    .transform(({ tooLong }): ResponseEvent => ({ kind: 'too-long', bytes: tooLong })),
]);
const roundSchema = z.strictObject({
  bytes: z.string().transform(unescapeText),
  events: z.array(eventSchema),
  flush: z.array(eventSchema).optional(),
});
const vectorSchema = roundSchema.extend({
  name: z.string(),
  lineBytes: z.int().optional(),
  then: roundSchema.optional(),
});
type Vector = z.output<typeof vectorSchema>;
type Split = (bytes: Buffer) => Buffer[];

const golden = readFileSync(new URL('golden/responses.yaml', import.meta.url), 'utf8');
const vectors = z.array(vectorSchema).parse(parse(golden));
const whole: Split = (bytes) => [bytes];
const byteByByte: Split = (bytes) => Array.from(bytes, (byte) => Buffer.of(byte));
const cutAt =
  (...places: number[]): Split =>
  (bytes) =>
    [0, ...places].map((place, index) => bytes.subarray(place, places[index]));

describe('golden responses', () => {
  test.each(vectors)('$name: whole', (vector) => play(vector, whole));
  test.each(vectors)('$name: byte by byte', (vector) => play(vector, byteByByte));
  test.each(vectors)('$name: cut at every place', (vector) => {
    for (let place = 0; place <= vector.bytes.length; place += 1) play(vector, cutAt(place));
  });
  test.each(vectors.filter(({ bytes }) => bytes.length <= 60))('$name: cut at every two places', (vector) => {
    for (let first = 0; first <= vector.bytes.length; first += 1)
      for (let second = first; second <= vector.bytes.length; second += 1) play(vector, cutAt(first, second));
  });
});

describe('any bytes', () => {
  const status = fc.constantFrom(...Object.values(STATUSES));
  const text = fc.string({ unit: 'binary' }).map((any) => any.replace(/[\r\n]/g, ''));
  const key = text.map((any) => any.replace(/:/g, '')).filter((any) => any !== '' && !/^\d{3}\//.test(any));
  const response = fc.tuple(status, fc.array(fc.tuple(key, text)));

  test('what encodeResponse writes is read back', () => {
    fc.assert(
      fc.property(fc.array(response), (responses) => {
        const bytes = Buffer.concat(responses.map((each) => encodeResponse(...each)));
        const events = responses.flatMap(([line, data]): ResponseEvent[] => [
          { kind: 'status', line, code: Number(line.slice(0, 3)), name: line.slice(4) },
          ...data.map(([key, value]): ResponseEvent => ({ kind: 'data', key, value })),
        ]);
        expect(new ResponseDecoder().push(bytes)).toEqual(events);
      }),
    );
  });

  const telling = fc.constantFrom(...Array.from('\n\n\r:/ 24063OK', (character) => character.charCodeAt(0)));
  const stream = fc
    .array(fc.oneof(telling, fc.nat(255)), { maxLength: 300 })
    .map((bytes) => Buffer.from(bytes));
  const places = fc.array(fc.nat(300), { maxLength: 20 }).map((any) => any.toSorted((a, b) => a - b));

  test('the pieces they come in change nothing', () => {
    fc.assert(
      fc.property(stream, places, fc.integer({ min: 1, max: 40 }), (bytes, cuts, lineBytes) => {
        const atOnce = new ResponseDecoder({ lineBytes });
        const inPieces = new ResponseDecoder({ lineBytes });
        const expected = atOnce.push(bytes);
        expect(cutAt(...cuts)(bytes).flatMap((piece) => inPieces.push(piece))).toEqual(expected);
        expect(inPieces.pending).toBe(atOnce.pending);
        expect(inPieces.flush()).toEqual(atOnce.flush());
      }),
    );
  });

  test('no byte of an accepted line is lost: the events tell all but the line ends', () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        const decoder = new ResponseDecoder();
        const told = [...decoder.push(bytes), ...decoder.flush()].map(textOf);
        const lines = bytes.toString().split('\n');
        expect(told).toEqual(lines.map((line) => line.replace(/\r$/, '')).filter((line) => line !== ''));
      }),
    );
  });

  test('a flush leaves nothing behind', () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        const decoder = new ResponseDecoder({ lineBytes: 20 });
        decoder.push(bytes);
        decoder.flush();
        expect(decoder.pending).toBe(false);
        expect(decoder.flush()).toEqual([]);
      }),
    );
  });
});

describe('a long stream', () => {
  test.each([1, 7, 1024, 65_536])(
    '8 MiB without a newline in pieces of %d is one line too long',
    (pieceBytes) => {
      const decoder = new ResponseDecoder();
      const piece = Buffer.alloc(pieceBytes, 'x');
      const events: ResponseEvent[] = [];
      for (let sent = 0; sent < 8 * 1024 * 1024; sent += pieceBytes) events.push(...decoder.push(piece));
      expect(events).toEqual([{ kind: 'too-long', bytes: 1024 * 1024 }]);
      expect(decoder.pending).toBe(true);
    },
  );

  test('a line of 8 MiB, byte by byte, where the caller accepts it', () => {
    const lineBytes = 8 * 1024 * 1024;
    const decoder = new ResponseDecoder({ lineBytes });
    const piece = Buffer.from('x');
    for (let sent = 0; sent < lineBytes; sent += 1) decoder.push(piece);
    expect(decoder.push(Buffer.from('\n'))).toEqual([{ kind: 'garbage', line: 'x'.repeat(lineBytes) }]);
  });

  test('a million lines in one piece', () => {
    const events = new ResponseDecoder().push(Buffer.from('200/OK\n'.repeat(1_000_000)));
    expect(events).toHaveLength(1_000_000);
  });

  test('the caller may use its buffer again', () => {
    const decoder = new ResponseDecoder();
    const chunk = Buffer.from('200/O');
    decoder.push(chunk);
    chunk.fill('x');
    expect(decoder.push(Buffer.from('K\n'))).toEqual([
      { kind: 'status', line: '200/OK', code: 200, name: 'OK' },
    ]);
  });
});

/** Only the first round is split: what follows a flush is a new stream. */
function play(vector: Vector, split: Split): void {
  const { bytes, events, flush, then, lineBytes } = vector;
  const decoder = new ResponseDecoder(lineBytes === undefined ? {} : { lineBytes });
  expect(split(bytes).flatMap((piece) => decoder.push(piece))).toEqual(events);
  expect(decoder.pending).toBe(flush !== undefined);
  expect(decoder.flush()).toEqual(flush ?? []);
  if (then === undefined) return;
  expect(decoder.push(then.bytes)).toEqual(then.events);
  expect(decoder.pending).toBe(then.flush !== undefined);
  expect(decoder.flush()).toEqual(then.flush ?? []);
}

function textOf(event: ResponseEvent): string {
  switch (event.kind) {
    case 'status':
    case 'garbage':
      return event.line;
    case 'data':
      return `${event.key}:${event.value}`;
    case 'too-long':
      throw new Error('no line was to be too long');
  }
}
