import { describe, expect, test } from 'vitest';
import { parseStep } from '../../spec/step.ts';
import { message, NONCE } from '../golden/records.ts';
import { accountsOf, caseContext, runContext } from '../golden/run-context.ts';
import { build, type Asked, type Built } from './build.ts';
import type { CaseContext } from './context.ts';
import { Unfillable } from './texts.ts';

const [member, pro] = [...accountsOf({ member: 1, pro: 1 })];

function context(): CaseContext {
  if (member === undefined || pro === undefined) throw new Error('two accounts are due');
  return caseContext(runContext({ accounts: [member, pro] }), { member, pro });
}

function asked(name: string, options: object = {}): Asked {
  const step = parseStep({ [name]: options });
  if (step.kind !== 'command') throw new Error('not a command');
  return step;
}

/** The lines of a command as it will be sent. */
function lines({ command, bare }: Built): string[] {
  const parameters = command.parameters.map(({ key, value }) => `${key}:${value}`);
  return [command.name, ...parameters, ...(bare === undefined ? [] : [bare])];
}

const SEND = { to: 'pro', content: 'Salut {unique}' };

describe('a command', () => {
  test.each<[string, object, string[]]>([
    ['member LOGIN', {}, ['LOGIN', 'api-token:token-of-member-1']],
    ['guest LOGIN', {}, ['LOGIN', 'api-token:token-of-nobody']],
    ['member DISCONNECTED', {}, ['DISCONNECTED']],
    [
      'member SEND_MSG',
      SEND,
      ['SEND_MSG', 'token:token-of-member-1', 'recipient-id:2', 'message-length:9', `content:Salut ${NONCE}`],
    ],
    ['member NEW_CHG_AVAILABLE', { token: 'pro' }, ['NEW_CHG_AVAILABLE', 'token:token-of-pro-2']],
    ['pro BLOCK_USER', { to: 'member' }, ['BLOCK_USER', 'token:token-of-pro-2', 'user-id:1']],
    ['pro BLOCK_USER', {}, ['BLOCK_USER', 'token:token-of-pro-2', 'user-id:1950000000']],
    ['pro DEL_MSG', {}, ['DEL_MSG', 'token:token-of-pro-2', 'message-id:1950000000']],
  ])('%s %j has what the protocol wants', (name, options, expected) => {
    expect(lines(build(asked(name, options), context()))).toEqual(expected);
  });

  test('has what its step sets, adds, leaves out, and puts in another order', () => {
    const altered = {
      ...SEND,
      with: { 'recipient-id': '{right}x', further: 'y' },
      without: ['token'],
      order: ['content', 'further'],
    };
    expect(lines(build(asked('member SEND_MSG', altered), context()))).toEqual([
      'SEND_MSG',
      `content:Salut ${NONCE}`,
      'further:y',
      'recipient-id:2x',
      'message-length:9',
    ]);
  });

  test('may have a last line without its colon, and none in what it holds', () => {
    const built = build(
      asked('member SEND_MSG', { ...SEND, content: 'a:b', 'no-colon': 'content' }),
      context(),
    );
    expect(lines(built)).toEqual([
      'SEND_MSG',
      'token:token-of-member-1',
      'recipient-id:2',
      'message-length:3',
      'content a b',
    ]);
  });

  test('names a message by the id that was told', () => {
    const told = context();
    told.messages.sent(message(['a'], { ref: 'm', id: '77' }));
    expect(lines(build(asked('member DEL_MSG', { message: 'm' }), told))[2]).toBe('message-id:77');
    const untold = context();
    untold.messages.sent(message(['a'], { ref: 'm' }));
    expect(() => build(asked('member DEL_MSG', { message: 'm' }), untold)).toThrow(Unfillable);
  });
});

describe('message-length', () => {
  const lengthOf = ({ command }: Built): string | undefined =>
    command.parameters.find(({ key }) => key === 'message-length')?.value;

  test.each([
    ['', ['code-points'], '0'],
    ['Bonjour, comment ça va ?', ['code-points', 'bytes'], '24'],
    ['Bonjour, comment ça va ?', ['bytes'], '25'],
    ['50 € 日本', ['utf-16-units'], '7'],
    ['À midi 😀', ['code-points'], '8'],
    ['À midi 😀', ['utf-16-units', 'bytes'], '9'],
    ['À midi 😀', ['bytes'], '12'],
    ['a\nb', ['code-points'], '3'],
  ] as const)('of %j, where %j may be counted, is %s', (content, units, length) => {
    const of = context();
    of.learnt.lengthUnits = units;
    expect(lengthOf(build(asked('member SEND_MSG', { to: 'pro', content }), of))).toBe(length);
  });

  test('can be asked for in characters, whatever the target counts', () => {
    const of = context();
    of.learnt.lengthUnits = ['bytes'];
    const options = { to: 'pro', content: 'à {unique}', with: { 'message-length': '{characters}' } };
    expect(lengthOf(build(asked('member SEND_MSG', options), of))).toBe(String(2 + of.nonce.length));
  });
});
