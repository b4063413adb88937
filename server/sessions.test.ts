import { expect, test } from 'vitest';
import type { Client } from './client.ts';
import { createSessions } from './sessions.ts';
import type { Account } from './store/accounts.ts';

const ada: Account = { id: 1, role: 'member', token: 'a' };
const bob: Account = { id: 2, role: 'pro', token: 'b' };

function client(connection: number): Client {
  return { connection, gone: false };
}

test('a user is connected once, a connection has one user', () => {
  const sessions = createSessions();
  const [one, two] = [client(1), client(2)];
  expect(sessions.claim(ada, one)).toBe(true);
  expect(sessions.claim(ada, two)).toBe(false);
  expect(sessions.claim(bob, one)).toBe(false);
  expect([one.account, two.account]).toEqual([ada, undefined]);
});

test.each(['release', 'leave'] as const)('%s frees the user for another connection', (end) => {
  const sessions = createSessions();
  const [one, two] = [client(1), client(2)];
  sessions.claim(ada, one);
  sessions[end](one);
  expect(one.account).toBeUndefined();
  expect(sessions.claim(ada, two)).toBe(true);
});

test('what a connection without a user does frees nobody', () => {
  const sessions = createSessions();
  const [one, two] = [client(1), client(2)];
  sessions.claim(ada, one);
  sessions.leave(two);
  expect(sessions.claim(ada, client(3))).toBe(false);
});

test('a connection that is gone takes no user', () => {
  const sessions = createSessions();
  const one = client(1);
  sessions.leave(one);
  expect(sessions.claim(ada, one)).toBe(false);
  expect(sessions.claim(ada, client(2))).toBe(true);
});

test('revoking logs the user out wherever they are, and nobody else', () => {
  const sessions = createSessions();
  const [one, two] = [client(1), client(2)];
  sessions.claim(ada, one);
  sessions.claim(bob, two);
  sessions.revoke(ada.id);
  sessions.revoke(3);
  expect([one.account, two.account]).toEqual([undefined, bob]);
});
