import { describe, expect, test } from 'vitest';
import { parseOptions } from './options.ts';

test('nothing given: the defaults of the field', () => {
  expect(parseOptions({})).toEqual({
    kind: 'options',
    options: {
      host: '127.0.0.1',
      port: 4242,
      maxMessagesPerMinutes: 12,
      maxMessagesPerHours: 90,
      minuteMs: 60_000,
      hourMs: 3_600_000,
      maxMessageLength: 1000,
      blockCliDurationHours: 24,
      adminApiToken: undefined,
      idleMs: 1500,
      maxConnections: 1000,
      lineBytes: 65_536,
      frameBytes: 131_072,
      logLevel: 'info',
    },
  });
});

test('numbers may be written as text, as flags are', () => {
  const result = parseOptions({ port: '0', 'max-messages-per-minutes': '5', 'max-messages-per-hours': 6 });
  expect(result).toMatchObject({
    kind: 'options',
    options: { port: 0, maxMessagesPerMinutes: 5, maxMessagesPerHours: 6 },
  });
});

describe('problems', () => {
  test('all of them at once, each with its option', () => {
    expect(parseOptions({ port: '80a', 'idle-ms': 0, 'log-level': 'loud', colour: 'red', tone: 1 })).toEqual({
      kind: 'problems',
      problems: [
        { option: 'port', message: 'expected a whole number from 0 to 65535' },
        { option: 'idle-ms', message: 'expected a whole number from 50 to 2147483647' },
        {
          option: 'log-level',
          message: 'expected one of trace, debug, info, warn, error, fatal, silent',
        },
        { option: 'colour', message: 'there is no such option' },
        { option: 'tone', message: 'there is no such option' },
      ],
    });
  });

  test.each([
    ['', 'port'],
    ['-1', 'port'],
    [1.5, 'port'],
    [65_536, 'port'],
    ['0', 'max-message-length'],
    [null, 'max-messages-per-hours'],
    ['x'.repeat(65), 'admin-api-token'],
    ['', 'host'],
  ])('%j is no %s', (value, option) => {
    expect(parseOptions({ [option]: value })).toMatchObject({ kind: 'problems', problems: [{ option }] });
  });

  test('a line must hold the longest message, a command the longest line', () => {
    expect(parseOptions({ 'max-message-length': 20_000 })).toMatchObject({
      problems: [{ option: 'line-bytes' }],
    });
    expect(parseOptions({ 'line-bytes': 200_000 })).toMatchObject({ problems: [{ option: 'frame-bytes' }] });
  });

  test('what is no set of options', () => {
    expect(parseOptions(['port'])).toMatchObject({ kind: 'problems', problems: [{ option: '' }] });
  });
});
