import { expect, test } from 'vitest';
import { isOwnAddress, isThisMachine } from './own-address.ts';

test.each([
  ...['127.0.0.1', '127.8.8.8', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.1.1'],
  ...['0.0.0.0', '::', '::1', 'fd00::1', 'fe80::1%eth0', '::ffff:10.0.0.1'],
])('%s is our own', (ip) => {
  expect(isOwnAddress(ip)).toBe(true);
});

test.each([
  '8.8.8.8',
  '172.32.0.1',
  '192.169.0.1',
  '11.0.0.1',
  '2001:db8::1',
  '::ffff:8.8.8.8',
  'localhost',
  '',
])('%s is not, or nobody knows', (ip) => {
  expect(isOwnAddress(ip)).toBe(false);
});

test('this machine is told from others of a private network', () => {
  const isIt = (host: string): boolean => isThisMachine(host, ['10.0.0.7']);
  expect(['localhost', '127.0.0.1', '::1', '0.0.0.0', '10.0.0.7'].map(isIt)).toEqual(Array(5).fill(true));
  expect(['10.0.0.1', 'localhost.example', '::2'].map(isIt)).toEqual(Array(3).fill(false));
});
