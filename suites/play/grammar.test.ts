import { describe, expect, test } from 'vitest';
import type { Command } from '../../wire/command.ts';
import { SPEC } from '../golden/records.ts';
import { grammarError, rawGrammarError } from './grammar.ts';

function command(name: string, parameters: Record<string, string>): Command {
  return { name, parameters: Object.entries(parameters).map(([key, value]) => ({ key, value })) };
}

const SEND = { token: 't', 'recipient-id': '1', 'message-length': '3', content: 'a:b' };

describe('a command', () => {
  test.each([
    command('SEND_MSG', SEND),
    command('SEND_MSG', { ...SEND, further: '' }),
    command('SEND_MSG', { ...SEND, content: 'a\nb' }),
    command('DISCONNECTED', {}),
  ])('%j is in order', (made) => {
    expect(grammarError({ command: made }, SPEC.protocol)).toBeUndefined();
  });

  test.each([
    [command('SING_SONG', {}), 'SING_SONG is no command'],
    [command('login', {}), 'login is no command'],
    [command('LOGIN', {}), 'LOGIN lacks api-token'],
    [command('SEND_MSG', { ...SEND, '': 'x' }), '"" cannot be a key'],
    [command('SEND_MSG', { ...SEND, 'a:b': 'x' }), '"a:b" cannot be a key'],
    [command('SEND_MSG', { ...SEND, token: 'a\nb' }), 'the value of token holds a line break'],
    [command('SEND_MSG', { ...SEND, token: 'a\rb' }), 'the value of token holds a line break'],
    [
      command('UPDT_MSG', { token: 't', 'message-id': '1', content: 'a\nb' }),
      'the value of content holds a line break',
    ],
  ])('%j: %s', (made, wrong) => {
    expect(grammarError({ command: made }, SPEC.protocol)).toBe(wrong);
  });

  test('with a line that has no colon is not', () => {
    const built = { command: command('LOGIN', { 'api-token': 't' }), bare: 'content x' };
    expect(grammarError(built, SPEC.protocol)).toBe('the line "content x" has no colon');
  });

  test('whose content stands before its length holds no newline', () => {
    const { content, ...rest } = SEND;
    const made = command('SEND_MSG', { content: `${content}\n`, ...rest });
    expect(grammarError({ command: made }, SPEC.protocol)).toBe('the value of content holds a line break');
  });
});

describe('bytes written by hand', () => {
  test.each([
    'LOGIN\napi-token:t\n',
    'DISCONNECTED\n',
    'LOGIN\napi-token:t\n\nDISCONNECTED\n',
    '\n\nLOGIN\napi-token:t',
    '',
  ])('%j are in order', (bytes) => {
    expect(rawGrammarError(bytes, SPEC.protocol)).toBeUndefined();
  });

  test.each([
    ['HELLO\n', '"HELLO"'],
    ['api-token:t\n', '"api-token:t"'],
    ['LOGIN\napi-token\n', '"api-token"'],
    ['LOGIN\r\napi-token:t\r\n', '"LOGIN\\r"'],
  ])('%j are not: %s', (bytes, line) => {
    expect(rawGrammarError(bytes, SPEC.protocol)).toBe(
      `the line ${line} is neither a command nor a parameter`,
    );
  });
});
