import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { encodeCommand, encodeResponse, type Ending } from './encode.ts';
import { unescapeText } from './escape.ts';

const pair = z.tuple([z.string(), z.string()]);
const vectorSchema = z.strictObject({
  name: z.string(),
  command: z.tuple([z.string()], pair),
  bytes: z.strictObject({ newline: z.string(), none: z.string(), 'empty-line': z.string() }),
});
const golden = readFileSync(new URL('golden/commands.yaml', import.meta.url), 'utf8');
const vectors = z.array(vectorSchema).parse(parse(golden));
const endings: readonly Ending[] = ['newline', 'none', 'empty-line'];

describe('encodeCommand writes the golden bytes', () => {
  for (const { name, command, bytes } of vectors) {
    test.each(endings)(`${name}, ending: %s`, (ending) => {
      const [identifier, ...parameters] = command;
      const encoded = encodeCommand(
        { name: identifier, parameters: parameters.map(([key, value]) => ({ key, value })) },
        ending,
      );
      expect(encoded).toEqual(unescapeText(bytes[ending]));
    });
  }

  test('ends with a newline unless told otherwise', () => {
    expect(encodeCommand({ name: 'DISCONNECTED', parameters: [] }).toString()).toBe('DISCONNECTED\n');
  });
});

describe('encodeResponse', () => {
  test('writes the status, then a line for each pair', () => {
    const bytes = encodeResponse('200/OK', [
      ['message-id', '3'],
      ['message', 'à 12:30'],
    ]);
    expect(bytes.toString('latin1')).toBe('200/OK\nmessage-id:3\nmessage:\xC3\xA0 12:30\n');
  });

  test('writes a status alone', () => {
    expect(encodeResponse('416/MISFMT').toString()).toBe('416/MISFMT\n');
  });

  test.each([
    ['', 'no key'],
    ['a:b', 'a colon in the key'],
    ['a\nb', 'a line break in the key'],
    ['a\r', 'a carriage return in the key'],
    ['message', 'forged\n200/OK'],
    ['message', 'carriage return\r'],
    ['200/OK', 'reads-as-a-status'],
  ])('refuses the pair %j, %j', (key, value) => {
    expect(() => encodeResponse('200/OK', [[key, value]])).toThrow(RangeError);
  });
});
