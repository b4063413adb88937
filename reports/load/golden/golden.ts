import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/** Holds a text, word for word, to the file of that name beside this one; UPDATE_GOLDEN=1 rewrites the file instead. */
export function expectGolden(name: string, text: string): void {
  const file = new URL(name, import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
