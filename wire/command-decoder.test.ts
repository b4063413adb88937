import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { countCodePoints } from './code-points.ts';
import type { CommandFrame, CommandGrammar } from './command-assembly.ts';
import { CommandDecoder } from './command-decoder.ts';
import type { Command } from './command.ts';
import { encodeCommand } from './encode.ts';
import { unescapeText } from './escape.ts';

const GRAMMAR: CommandGrammar = new Map([
  ['LOGIN', { required: ['api-token'], optional: [] }],
  ['DISCONNECTED', { required: [], optional: [] }],
  ['SEND_MSG', { required: ['token', 'recipient-id', 'message-length', 'content'], optional: [] }],
  ['UPDT_MSG', { required: ['token', 'message-id', 'content'], optional: ['message-length'] }],
  ['NEW_CHG_AVAILABLE', { required: ['token'], optional: [] }],
]);

const pair = z.tuple([z.string(), z.string()]).transform(([key, value]) => ({ key, value }));
const command = z
  .tuple([z.string()], pair)
  .transform(([name, ...parameters]): Command => ({ name, parameters }));
const frame = z.union([
  z.strictObject({ command }).transform((given): CommandFrame => ({ kind: 'command', ...given })),
  z
    .strictObject({ malformed: z.string(), of: command.optional() })
    .transform(({ malformed, of }): CommandFrame => ({
      kind: 'malformed',
      reason: malformed,
      ...(of && { command: of }),
    })),
]);
const round = z.strictObject({
  bytes: z.string().transform(unescapeText),
  frames: z.array(frame),
  end: z.array(frame).optional(),
});
const vector = round.extend({
  name: z.string(),
  lineBytes: z.int().default(1000),
  frameBytes: z.int().default(1000),
  then: round.optional(),
});
type Vector = z.output<typeof vector>;
type Split = (bytes: Buffer) => Buffer[];

const golden = readFileSync(new URL('golden/command-frames.yaml', import.meta.url), 'utf8');
const vectors = z.array(vector).parse(parse(golden));
const whole: Split = (bytes) => [bytes];
const byteByByte: Split = (bytes) => Array.from(bytes, (byte) => Buffer.of(byte));
const cutAt =
  (...places: number[]): Split =>
  (bytes) =>
    [0, ...places].map((place, index) => bytes.subarray(place, places[index]));

describe('golden commands', () => {
  test.each(vectors)('$name: whole', (each) => play(each, whole));
  test.each(vectors)('$name: byte by byte', (each) => play(each, byteByByte));
  test.each(vectors)('$name: cut at every place', (each) => {
    for (let place = 0; place <= each.bytes.length; place += 1) play(each, cutAt(place));
  });
});

/** Only the first round is split: what follows an end is a new stream. */
function play({ bytes, frames, end, then, ...limits }: Vector, split: Split): void {
  const decoder = new CommandDecoder(GRAMMAR, limits);
  expect(split(bytes).flatMap((piece) => decoder.push(piece))).toEqual(frames);
  expect(decoder.pending).toBe(end !== undefined);
  expect(decoder.end()).toEqual(end ?? []);
  if (then === undefined) return;
  expect(decoder.push(then.bytes)).toEqual(then.frames);
  expect(decoder.pending).toBe(then.end !== undefined);
  expect(decoder.end()).toEqual(then.end ?? []);
}

describe('any command', () => {
  const text = fc.string({ unit: 'binary' });
  // The last CR before a newline belongs to the line end.
  const line = text.map((any) => any.replace(/[\r\n]/g, ''));
  const login = line.map((token): Command => ({
    name: 'LOGIN',
    parameters: [parameter('api-token', token)],
  }));
  const message = fc.tuple(line, fc.nat(), text).map(([token, id, content]): Command => ({
    name: 'SEND_MSG',
    parameters: [
      parameter('token', token),
      parameter('recipient-id', String(id)),
      parameter('message-length', String(countCodePoints(content))),
      parameter('content', content),
    ],
  }));
  const commands = fc.array(fc.oneof(login, message));

  test('what encodeCommand writes is read back', () => {
    fc.assert(
      fc.property(commands, (sent) => {
        const decoder = new CommandDecoder(GRAMMAR, { lineBytes: 10_000, frameBytes: 10_000 });
        const bytes = Buffer.concat(sent.map((each) => encodeCommand(each)));
        expect(decoder.push(bytes)).toEqual(sent.map((each) => ({ kind: 'command', command: each })));
        expect(decoder.pending).toBe(false);
      }),
    );
  });

  test('the last newline may be missing, unless content ends with one', () => {
    fc.assert(
      fc.property(
        message.filter((each) => !each.parameters.some(({ value }) => value.endsWith('\n'))),
        (sent) => {
          const decoder = new CommandDecoder(GRAMMAR, { lineBytes: 10_000, frameBytes: 10_000 });
          expect(decoder.push(encodeCommand(sent, 'none'))).toEqual([]);
          expect(decoder.end()).toEqual([{ kind: 'command', command: sent }]);
        },
      ),
    );
  });
});

describe('any bytes', () => {
  const telling = fc.constantFrom(
    ...[
      'LOGIN\n',
      'api-token:x\n',
      'UPDT_MSG\n',
      'DISCONNECTED\n',
      'message-length:3\n',
      'content:',
      '\n',
      '\r',
    ],
    ...['content:a\nb', 'é', 'message-length:x\n', ':'],
  );
  const stream = fc
    .array(
      fc.oneof(
        telling.map((each) => Buffer.from(each)),
        fc.nat(255).map((byte) => Buffer.of(byte)),
      ),
      { maxLength: 60 },
    )
    .map((pieces) => Buffer.concat(pieces));
  const places = fc.array(fc.nat(300), { maxLength: 20 }).map((any) => any.toSorted((a, b) => a - b));
  const limits = fc.record({
    lineBytes: fc.integer({ min: 8, max: 40 }),
    frameBytes: fc.integer({ min: 8, max: 80 }),
  });

  test('the pieces they come in change nothing', () => {
    fc.assert(
      fc.property(stream, places, limits, (bytes, cuts, some) => {
        const atOnce = new CommandDecoder(GRAMMAR, some);
        const inPieces = new CommandDecoder(GRAMMAR, some);
        const expected = atOnce.push(bytes);
        expect(cutAt(...cuts)(bytes).flatMap((piece) => inPieces.push(piece))).toEqual(expected);
        expect(inPieces.pending).toBe(atOnce.pending);
        expect(inPieces.end()).toEqual(atOnce.end());
      }),
      { numRuns: 1000 },
    );
  });

  test('an end leaves nothing behind: the next command is read', () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        const decoder = new CommandDecoder(GRAMMAR, { lineBytes: 40, frameBytes: 80 });
        decoder.push(bytes);
        decoder.end();
        expect(decoder.pending).toBe(false);
        expect(decoder.push(Buffer.from('DISCONNECTED\n'))).toEqual([
          { kind: 'command', command: { name: 'DISCONNECTED', parameters: [] } },
        ]);
      }),
    );
  });
});

describe('a long stream', () => {
  const limits = { lineBytes: 65_536, frameBytes: 131_072 };

  test.each([1, 7, 1024, 65_536])(
    '4 MiB without a newline in pieces of %d is malformed once',
    (pieceBytes) => {
      const decoder = new CommandDecoder(GRAMMAR, limits);
      const piece = Buffer.alloc(pieceBytes, 'x');
      const frames: CommandFrame[] = [];
      for (let sent = 0; sent < 4 * 1024 * 1024; sent += pieceBytes) frames.push(...decoder.push(piece));
      expect(frames).toEqual([{ kind: 'malformed', reason: 'a line or the command is too long' }]);
    },
  );

  test('a hundred thousand commands in one piece', () => {
    const decoder = new CommandDecoder(GRAMMAR, limits);
    expect(decoder.push(Buffer.from('LOGIN\napi-token:t\n'.repeat(100_000)))).toHaveLength(100_000);
  });

  test('counted content of the largest size, byte by byte', () => {
    const length = limits.lineBytes - 'content:'.length;
    const decoder = new CommandDecoder(GRAMMAR, limits);
    decoder.push(Buffer.from(`UPDT_MSG\ntoken:t\nmessage-id:7\nmessage-length:${length}\ncontent:`));
    for (let sent = 0; sent < length; sent += 1) decoder.push(Buffer.from('\n'));
    expect(decoder.push(Buffer.from('\n'))).toHaveLength(1);
  });

  test('the caller may use its buffer again', () => {
    const decoder = new CommandDecoder(GRAMMAR, limits);
    const chunk = Buffer.from('LOGIN\napi-token:a');
    decoder.push(chunk);
    chunk.fill('x');
    expect(decoder.push(Buffer.from('b\n'))).toEqual([
      { kind: 'command', command: { name: 'LOGIN', parameters: [parameter('api-token', 'ab')] } },
    ]);
  });
});

function parameter(key: string, value: string): { key: string; value: string } {
  return { key, value };
}
