import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ResponseDecoder } from '../wire/response-decoder.ts';
import { StatusScanner, type ScannerOptions } from './status-scanner.ts';

const PLAIN: ScannerOptions = { terminated: true, ids: false };

function scan(pieces: readonly Buffer[], options = PLAIN): number[] {
  const scanner = new StatusScanner(options);
  // One buffer for all pieces, as a socket that reads into one has it.
  const shared = Buffer.alloc(Math.max(0, ...pieces.map(({ length }) => length)) + 8, '200/OK\n');
  return pieces.flatMap((piece) => {
    piece.copy(shared);
    return scanner.found.slice(0, scanner.scan(shared, piece.length));
  });
}

const whole = (text: string, options?: ScannerOptions) => scan([Buffer.from(text)], options);

const cuts = (text: string): Buffer[][] => {
  const bytes = Buffer.from(text);
  return Array.from({ length: bytes.length + 1 }, (_, at) => [bytes.subarray(0, at), bytes.subarray(at)]);
};

describe('statuses', () => {
  test.each([
    ['200/OK\n', [200]],
    ['200/OK\nmessage-id:3\n426/TOOMRQ\n', [200, 426]],
    ['200/OK\r\n401/UNAUTH \n', [200, 401]],
    ['\n\n403/DENIED\n', [403]],
    ['200/OK\ncontent:200/OK\ncontent:\t401/UNAUTH\n x\n', [200]],
    ['200/OK\nmessage:{"content":"\\n416/MISFMT"}\n', [200]],
    ['500/PANIC\n200/\n', [500, 200]],
    ['2000/OK\n20/OK\n200 /OK\n 200/OK\n200/O K\n200/OK\r \n200/OK\t\n', []],
    ['200/OK', []],
  ])('of %j are %j, cut anywhere', (text, codes) => {
    for (const pieces of cuts(text)) expect(scan(pieces)).toEqual(codes);
    expect(scan(Array.from(Buffer.from(text), (byte) => Buffer.of(byte)))).toEqual(codes);
  });

  test('are those that the decoder of answers finds, in any bytes and pieces', () => {
    const bit = fc.constantFrom(
      ...[
        '200/OK\n',
        '426/TOOMRQ',
        '401/',
        '20',
        '/',
        '\n',
        '\r',
        ' ',
        '\r\n',
        'a:b',
        '\t',
        'OK',
        '7',
        ':',
        'm',
      ],
    );
    const pieces = fc.array(fc.array(bit, { maxLength: 12 }).map((bits) => Buffer.from(bits.join(''))));
    fc.assert(
      fc.property(pieces, (some) => {
        const decoder = new ResponseDecoder();
        const events = some.flatMap((piece) => decoder.push(piece));
        const codes = events.flatMap((event) => (event.kind === 'status' ? [event.code] : []));
        expect(scan(some)).toEqual(codes);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('message ids', () => {
  const options = { terminated: true, ids: true };

  test.each([
    ['200/OK\nmessage-id:37\n200/OK\nmessage-id:1234567890\r\n', [200, -38, 200, -1234567891]],
    ['200/OK\nmessage:message-id:3\nmessage-ids:4\nmessage-id:5x\nmessag\n', [200]],
  ])('of %j', (text, found) => {
    for (const pieces of cuts(text)) expect(scan(pieces, options)).toEqual(found);
  });
});

describe('a target that does not end its last line', () => {
  const options = { terminated: false, ids: false };

  test.each([
    ['200/OK', [200]],
    ['426/TOOMRQ\nmessage:x', [426]],
    ['999/WHAT', []],
    ['999/WHAT\n', [999]],
  ])('has answered with the last letter: %j', (text, codes) => {
    for (const pieces of cuts(text)) expect(scan(pieces, options)).toEqual(codes);
  });

  test('begins a line with each answer', () => {
    const scanner = new StatusScanner(options);
    scanner.scan(Buffer.from('200/OK\nmessage-id:3'), 19);
    scanner.expect();
    expect(scanner.scan(Buffer.from('403/DENIED'), 10)).toBe(1);
    expect(scanner.found[0]).toBe(403);
  });
});

test('bytes that are no status are passed over', () => {
  expect(whole('\u0000\u00ff/OK\n200/\u00e9\n')).toEqual([200]);
});
