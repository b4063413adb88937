import { describe, expect, test } from 'vitest';
import type { CommandOptions } from '../../spec/step.ts';
import type { CommandName } from '../../spec/verbs.ts';
import { parseWho } from '../../spec/step.ts';
import { encodeCommand } from '../../wire/encode.ts';
import { ACCOUNTS } from '../golden/stage.ts';
import { caseContext, runContext } from '../golden/run-context.ts';
import { build } from '../play/build.ts';
import { dialectOf } from './golden/dialect-of.ts';
import { speechIn, type Speech } from './speech.ts';

const [MEMBER, OTHER, PRO] = ACCOUNTS;

function speech(text: string): Speech {
  return speechIn(dialectOf(text), () => 0.5);
}

const FIELD = `
commands:
  SEND_MSG: { rename: { recipient-id: receiver-id } }
  UPDT_MSG: { add: { message-length: '{characters}' }, order: [token, message-id, message-length, content] }
  BLOCK_USER: { add: { for-user-id: '{own-id}', duration: 24 } }
`;

/** What a step of the member's puts on the wire. */
function spoken(text: string, command: CommandName, options: CommandOptions): string {
  if (MEMBER === undefined || OTHER === undefined || PRO === undefined) throw new Error('no accounts');
  const run = runContext({ accounts: ACCOUNTS, speech: speech(text) });
  const context = caseContext(run, { member: MEMBER, member2: OTHER, pro: PRO });
  const built = build({ who: parseWho('member'), command, options }, context);
  return encodeCommand(built.spoken).toString() + (built.bare ?? '');
}

describe('a command in a dialect', () => {
  test.each<[string, readonly [string, CommandName, CommandOptions], string]>([
    [
      'has other names',
      [FIELD, 'SEND_MSG', { to: 'pro', content: 'à' }],
      'SEND_MSG\ntoken:token-of-member-1\nreceiver-id:3\nmessage-length:1\ncontent:à\n',
    ],
    [
      'has further parameters, in their place',
      [FIELD, 'UPDT_MSG', { message: 'm', content: 'été 😀' }],
      'UPDT_MSG\ntoken:token-of-member-1\nmessage-id:1950000000\nmessage-length:5\ncontent:été 😀\n',
    ],
    [
      'knows who acts',
      [FIELD, 'BLOCK_USER', { to: 'pro' }],
      'BLOCK_USER\ntoken:token-of-member-1\nuser-id:3\nfor-user-id:1\nduration:24\n',
    ],
    [
      'knows who acts, with whatever token',
      [FIELD, 'BLOCK_USER', { to: 'pro', token: 'member2' }],
      'BLOCK_USER\ntoken:token-of-member-2\nuser-id:3\nfor-user-id:1\nduration:24\n',
    ],
    [
      'is left as it is where nothing is said of it',
      [FIELD, 'BAN_USER', { to: 'pro' }],
      'BAN_USER\ntoken:token-of-member-1\nuser-id:3\n',
    ],
    [
      'lacks what it is to lack',
      [FIELD, 'SEND_MSG', { to: 'pro', content: 'a', without: ['recipient-id'] }],
      'SEND_MSG\ntoken:token-of-member-1\nmessage-length:1\ncontent:a\n',
    ],
    [
      'lacks what it is to lack, and no more',
      [FIELD, 'UPDT_MSG', { content: 'abc', without: ['content'] }],
      'UPDT_MSG\ntoken:token-of-member-1\nmessage-id:1950000000\nmessage-length:3\n',
    ],
    [
      'has what is set instead',
      [FIELD, 'SEND_MSG', { content: 'a', with: { 'recipient-id': 'abc' } }],
      'SEND_MSG\ntoken:token-of-member-1\nreceiver-id:abc\nmessage-length:1\ncontent:a\n',
    ],
    [
      'has what is set besides, once',
      [FIELD, 'UPDT_MSG', { content: 'a', with: { 'message-length': '7' } }],
      'UPDT_MSG\ntoken:token-of-member-1\nmessage-id:1950000000\nmessage-length:7\ncontent:a\n',
    ],
    [
      'has what it ought not to have',
      [FIELD, 'SEND_MSG', { to: 'pro', content: 'a', with: { colour: 'blue' } }],
      'SEND_MSG\ntoken:token-of-member-1\nreceiver-id:3\nmessage-length:1\ncontent:a\ncolour:blue\n',
    ],
    [
      'has a line without its colon',
      [FIELD, 'SEND_MSG', { to: 'pro', content: 'a', 'no-colon': 'recipient-id' }],
      'SEND_MSG\ntoken:token-of-member-1\nmessage-length:1\ncontent:a\nreceiver-id 3',
    ],
    [
      'comes in the order that a case wants',
      [FIELD, 'UPDT_MSG', { content: 'a', order: ['content', 'token'] }],
      'UPDT_MSG\ncontent:a\ntoken:token-of-member-1\nmessage-id:1950000000\nmessage-length:1\n',
    ],
    [
      'may be called otherwise, and be turned around',
      ['commands: { DEL_MSG: { called: DEL, rename: { token: t }, order: [message-id] } }', 'DEL_MSG', {}],
      'DEL\nmessage-id:1950000000\nt:token-of-member-1\n',
    ],
    [
      'may repeat itself',
      [
        "commands: { SEND_MSG: { add: { size: '{bytes}', to: 'u{recipient-id}', n: '{nonce}' } } }",
        'SEND_MSG',
        { to: 'pro', content: 'à' },
      ],
      'SEND_MSG\ntoken:token-of-member-1\nrecipient-id:3\nmessage-length:1\ncontent:à\nsize:2\nto:u3\nn:iiiiiiiiiiiiiiii\n',
    ],
  ])('%s', (_, [text, command, options], bytes) => {
    expect(spoken(text, command, options)).toBe(bytes);
  });
});

describe('bytes written by hand', () => {
  const own = speech(`
commands:
  LOGIN: { called: AUTH, rename: { api-token: key } }
  NEW_CHG_AVAILABLE: { called: POLL, rename: { token: t } }
  SEND_MSG: { rename: { recipient-id: receiver-id, token: t } }
`);

  test.each([
    ['LOGIN\napi-token:{user.token}\n', 'AUTH\nkey:{user.token}\n'],
    ['LOGIN\napi-token:a\napi-token:b\n', 'AUTH\nkey:a\nkey:b\n'],
    ['api-token:{user.token}\n', 'key:{user.token}\n'],
    ['LOG', 'LOG'],
    ['LOGIN\napi-tok', 'AUTH\napi-tok'],
    ['NEW_CHG_AVAILABLES\ntoken:a\n', 'POLLS\nt:a\n'],
    ['XNEW_CHG_AVAILABLE\ntoken:a\n', 'XPOLL\nt:a\n'],
    ['NEW_CHG_AVAILABLE token:a\n', 'POLL t:a\n'],
    ['NEW_CHG_AVAILABLE\r\ntoken:a\r\n', 'POLL\r\nt:a\r\n'],
    ['\nNEW_CHG_AVAILABLE\n\ntoken:a\n\n', '\nPOLL\n\nt:a\n\n'],
    ['NEW_CHG_AVAILABLE\ntoken :a\n', 'POLL\nt :a\n'],
    ['NEW_CHG_AVAILABLE\0X\ntoken:token:a\n', 'POLL\0X\nt:token:a\n'],
    ['new_chg_available\ntoken:a\n', 'poll\nt:a\n'],
    ['DEL_MSG\ntoken:a\n', 'DEL_MSG\ntoken:a\n'],
    [
      'SEND_MSG\ntoken:a\ncontent:two\ntoken:LOGIN\nLOGIN\napi-token:b\n',
      'SEND_MSG\nt:a\ncontent:two\ntoken:LOGIN\nAUTH\nkey:b\n',
    ],
    ['200/OK\n', '200/OK\n'],
    ['%s%n\n', '%s%n\n'],
  ])('%j get the names that are used there: %j', (bytes, text) => {
    expect(own.text(bytes)).toBe(text);
  });

  test('lack what names alone cannot give', () => {
    const more = speech(
      'commands: { LOGIN: { add: { v: 1 } }, DEL_MSG: { order: [message-id] }, BAN_USER: { called: BAN } }',
    );
    expect(more.lacking('LOGIN\napi-token:a\nDEL_MSG\ntoken:a\nBAN_USER\n')).toEqual(['DEL_MSG', 'LOGIN']);
    expect(more.lacking('LOGIN\r\n')).toEqual(['LOGIN']);
    expect(more.lacking('LOGINS\nBAN_USER\n')).toEqual([]);
  });
});

describe('a data line', () => {
  const { data } = speech('responses: { keys: { type: kind, message: msg }, changes: { new_message: NEW } }');

  test.each([
    ['kind:NEW', 'type:new_message'],
    ['kind: NEW ', 'type:new_message'],
    ['kind:message_deleted', 'type:message_deleted'],
    ['type:new_message', 'type:new_message'],
    ['msg:{}', 'message:{}'],
    ['message:welcome', 'message (for people):welcome'],
    ['message-id:7', 'message-id:7'],
    ['other:NEW', 'other:NEW'],
  ])('%s is understood as %s', (line, understood) => {
    const [key = '', value = ''] = line.split(/:(.*)/s);
    expect(data({ key, value })).toEqual({
      key: understood.split(/:/)[0],
      value: understood.replace(/^[^:]*:/, ''),
    });
  });
});
