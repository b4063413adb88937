import { randomInt } from 'node:crypto';

/** Tells the messages of one run from those of another: six letters and digits. */
export function randomTag(): string {
  return randomInt(36 ** 6)
    .toString(36)
    .padStart(6, '0');
}
