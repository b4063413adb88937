import { describe, expect, test } from 'vitest';
import { faultNames, loadFault } from './fault.ts';
import { loadVariant, variantNames } from './variant.ts';

const CLAUSE = /^[A-Z]\d+$/;
const SENTENCE = /^\S.*\.$/;

describe('faults', () => {
  test('are many, and found by their files', () => {
    expect(faultNames().length).toBeGreaterThanOrEqual(80);
    expect(faultNames()).toContain('token-prefix-logs-in');
  });

  test.each(faultNames())('%s names its clauses and says what it does', async (name) => {
    const { clauses, text, apply } = await loadFault(name);
    for (const clause of clauses) expect(clause).toMatch(CLAUSE);
    expect(text).toMatch(SENTENCE);
    expect(apply).toBeTypeOf('function');
  });
});

describe('variants', () => {
  test('are many, and found by their files', () => {
    expect(variantNames().length).toBeGreaterThanOrEqual(25);
    expect(variantNames()).toContain('last-newline-missing');
  });

  test.each(variantNames())('%s names its freedom and says what it does', async (name) => {
    const { freedom, hides, text } = await loadVariant(name);
    for (const clause of [...freedom, ...hides]) expect(clause).toMatch(CLAUSE);
    expect(text).toMatch(SENTENCE);
  });
});
