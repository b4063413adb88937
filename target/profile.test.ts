import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAccount, parseAddress, ROLES, showAddress, type Address } from './profile.ts';

describe('an address', () => {
  test.each<[string, Address]>([
    ['127.0.0.1:4242', { host: '127.0.0.1', port: 4242 }],
    ['4242', { host: '127.0.0.1', port: 4242 }],
    [' 4242 ', { host: '127.0.0.1', port: 4242 }],
    ['localhost:1', { host: 'localhost', port: 1 }],
    ['chat.example.org:65535', { host: 'chat.example.org', port: 65_535 }],
    ['[::1]:4242', { host: '::1', port: 4242 }],
    ['[fe80::1%eth0]:4242', { host: 'fe80::1%eth0', port: 4242 }],
  ])('%j', (text, address) => {
    expect(parseAddress(text)).toEqual({ kind: 'address', address });
  });

  test.each([
    '',
    'localhost',
    'localhost:',
    ':4242',
    '::1:4242',
    '[]:4242',
    '[::1]4242',
    'http://localhost:4242',
    'localhost:4242/',
    'localhost:42x',
    'a b:4242',
    '-1',
    '4242.5',
    '1e3',
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toEqual({
      kind: 'problem',
      why: 'no address; write host:port, such as 127.0.0.1:4242',
    });
  });

  test.each(['0', '65536', 'localhost:0', 'localhost:99999', `localhost:${'9'.repeat(400)}`])(
    '%j has no port that can be',
    (text) => {
      expect(parseAddress(text)).toEqual({ kind: 'problem', why: 'a port is a number from 1 to 65535' });
    },
  );

  test('is shown as it can be read', () => {
    const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(host, fc.integer({ min: 1, max: 65_535 }), (name, port) => {
        const address = { host: name, port };
        expect(parseAddress(showAddress(address))).toEqual({ kind: 'address', address });
      }),
    );
  });
});

describe('an account', () => {
  test.each([
    ['member:3:abc', { id: 3, role: 'member', token: 'abc' }],
    ['pro:2147483647:a:b::c', { id: 2_147_483_647, role: 'pro', token: 'a:b::c' }],
    ['admin:1: with spaces ', { id: 1, role: 'admin', token: ' with spaces ' }],
  ])('%j', (text, account) => {
    expect(parseAccount(text)).toEqual({ kind: 'account', account });
  });

  test.each([
    ['', 'the role is none of member, pro, admin'],
    ['Member:3:abc', 'the role is none of member, pro, admin'],
    [':3:abc', 'the role is none of member, pro, admin'],
    ['member', 'the id is not a whole number from 1'],
    ['member:abc', 'the id is not a whole number from 1'],
    ['member:0:abc', 'the id is not a whole number from 1'],
    ['member:03:abc', 'the id is not a whole number from 1'],
    ['member:3.5:abc', 'the id is not a whole number from 1'],
    ['member:-3:abc', 'the id is not a whole number from 1'],
    ['member:3', 'the token is missing'],
    ['member:3:', 'the token is missing'],
    ['member:3:two\nlines', 'the id or the token cannot be'],
    ['member:9999999999:abc', 'the id or the token cannot be'],
  ])('%j is none', (text, problem) => {
    expect(parseAccount(text)).toEqual({ kind: 'problem', problem });
  });

  test('that cannot be read does not show its token', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROLES, 'nobody'), fc.string(), fc.uuid(), (role, id, token) => {
        const parsed = parseAccount(`${role}:${id}:${token}`);
        if (parsed.kind === 'problem') expect(parsed.problem).not.toContain(token.slice(0, 8));
      }),
    );
  });
});
