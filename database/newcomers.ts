import { randomInt } from 'node:crypto';
import type { Newcomer } from './field-accounts.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const TOKEN_LENGTH = 64;
/** Two members, a professional and an administrator: fewer users cannot play every part of the protocol. */
export const FEWEST_ACCOUNTS = 4;

/**
 * Users to be, with new random tokens: 45 % members, 30 % professionals, 25 % administrators, at least two members and
 * one of each other role.
 * @throws RangeError below `FEWEST_ACCOUNTS`
 */
export function newcomers(count: number): Newcomer[] {
  if (count < FEWEST_ACCOUNTS) throw new RangeError(`fewer than ${FEWEST_ACCOUNTS} accounts: ${count}`);
  const pros = Math.max(1, Math.round(0.3 * count));
  const admins = Math.max(1, Math.round(0.25 * count));
  return Array.from({ length: count }, (_, at) => ({
    role: at < pros ? 'pro' : at < pros + admins ? 'admin' : 'member',
    token: randomToken(),
  }));
}

function randomToken(): string {
  return Array.from({ length: TOKEN_LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
}
