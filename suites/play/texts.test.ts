import { describe, expect, test } from 'vitest';
import { message, NONCE } from '../golden/records.ts';
import { accountsOf, caseContext, runContext, type ContextOptions } from '../golden/run-context.ts';
import type { CaseContext } from './context.ts';
import { fillText, Unfillable } from './texts.ts';

const [member] = accountsOf({ member: 1 });

function context(options: ContextOptions = {}): CaseContext {
  if (member === undefined) throw new Error('an account is due');
  return caseContext(runContext({ accounts: [member], ...options }), { member });
}

function fill(text: string, options: ContextOptions = {}): string {
  return fillText(text, context(options), 'RIGHT');
}

describe('a placeholder', () => {
  test.each([
    ['{unique}', NONCE],
    ['a {unique} b {unique}', `a ${NONCE} b ${NONCE}`],
    ['{right}abc', 'RIGHTabc'],
    ['{member.id}', '1'],
    ['{member.token}', 'token-of-member-1'],
    ['{member.token:prefix}', 'token-of-member-'],
    ['{member.token:longer}', 'token-of-member-10'],
    ['{member.token:other-case}', 'TOKEN-OF-MEMBER-1'],
    ['{member.token:other-first}', 'eoken-of-member-1'],
    ['{member.token:other-last}', 'token-of-member-e'],
    ['{member.token:quoted}', "'token-of-member-1'"],
    ['{unknown-id}', '1950000000'],
    ['{unknown-token}', 'token-of-nobody'],
    ['{unsent.id}', '1950000000'],
  ])('%s', (text, filled) => {
    expect(fill(text)).toBe(filled);
  });

  test.each(['{unknown-thing}', '{member.mail}', '{member.token:reversed}', '{text:ten}', '{fill:limits}'])(
    '%s that means nothing is a mistake of ours',
    (text) => {
      expect(() => fill(text)).toThrow(`unknown placeholder ${text}`);
    },
  );

  test.each(['{"a":1}', '{}', '{ a }', '{A}', 'x{', '}{', '{a b}'])('%s is none', (text) => {
    expect(fill(text)).toBe(text);
  });
});

describe('a text of a length', () => {
  test.each([1, 2, 3, 4, 30, 31, 32, 33, 64, 300])(
    'of %i is as long, with the nonce first and no space last',
    (length) => {
      const text = fill(`{text:${length}}`);
      expect(text).toHaveLength(length);
      expect(text.startsWith(NONCE.slice(0, length))).toBe(true);
      expect(text).not.toMatch(/ $/);
    },
  );

  test('may be the greatest that is declared, or one more', () => {
    const limits = { messageLength: 40 };
    expect(fill('{fill:limit}', { limits })).toHaveLength(40);
    expect(fill('{fill:limit+1}', { limits })).toHaveLength(41);
    expect(fill('{limit}', { limits })).toBe('40');
    expect(() => fill('{fill:limit}')).toThrow('no message length is declared');
    expect(fill('{accents:limit}', { limits })).toBe(NONCE.padEnd(40, 'é'));
    expect(fill('{accents:limit}', { limits: { messageLength: 2 } })).toHaveLength(2);
  });
});

describe('the id of a message', () => {
  test('is that which the target has told', () => {
    const of = context();
    of.messages.sent(message(['a'], { ref: 'm', id: '77' }));
    expect(fillText('{m.id}', of)).toBe('77');
  });

  test('that it has not told cannot be filled in', () => {
    const of = context();
    of.messages.sent(message(['a'], { ref: 'm' }));
    expect(() => fillText('{m.id}', of)).toThrow(Unfillable);
  });
});

describe('what is made of a token', () => {
  test.each([
    ['prefix', 'abc', 'ab'],
    ['longer', 'abc', 'abc0'],
    ['other-case', 'abc', 'ABC'],
    ['other-case', '123', '123'],
    ['prefix', 'a', ''],
    ['other-last', 'abe', 'abd'],
    ['other-first', 'abc', 'ebc'],
  ])('%s of %s is not sent when it is the token of an account, or nothing', (form, token, other) => {
    const mine = { id: 1, role: 'member', token } as const;
    const accounts = [mine, { id: 2, role: 'pro', token: other } as const];
    const of = caseContext(runContext({ accounts }), { member: mine });
    expect(() => fillText(`{member.token:${form}}`, of)).toThrow(Unfillable);
  });
});
