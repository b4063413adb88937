import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { axisProblems } from './axis-problems.ts';
import { caseProblems } from './case-problems.ts';
import { caseSource } from './case-schema.ts';
import { clauseProblems } from './clause-problems.ts';
import { commandOverlay, COMPUTED } from './dialect-schema.ts';
import { PLACEHOLDERS } from './placeholders.ts';
import type { Problem } from './problem.ts';
import { stepProblems } from './step-problems.ts';
import { OPTIONS_OF, verb } from './verbs.ts';
import { dialectAt } from './read-dialect.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

const page = readFileSync(new URL('../docs/formats.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = '']) => text);

describe('docs/formats.md', () => {
  test.each(examples)('this example is right:\n%s', (text) => {
    expect(problemsIn(text)).toEqual([]);
  });

  test.each(verb.options)('shows %s', (word) => {
    expect(examples.join('')).toMatch(new RegExp(`(- [a-z@0-9]+|\\[[^\\]]*) ${word}\\b`));
  });

  const options = new Set(Object.values(OPTIONS_OF).flatMap((schema) => Object.keys(schema.shape)));
  test.each([...options, ...Object.keys(caseSource.shape)])('tells of %s', (key) => {
    expect(new RegExp(`\`${key}\`|\\b${key}: `).test(page)).toBe(true);
  });

  test.each([...COMPUTED, ...Object.keys(commandOverlay.shape)])('tells of %s in dialects', (word) => {
    expect(page.includes(`\`{${word}}\``) || page.includes(`\`${word}\``)).toBe(true);
  });

  test.each(PLACEHOLDERS)('tells of {%s}', (name) => {
    expect(page.includes(`\`{${name}}\``)).toBe(true);
  });
});

function dialectProblemsIn(read: YamlFile): Problem[] {
  const found = dialectAt({ read, path: [] }, read.value);
  return found.kind === 'problems' ? found.problems : [];
}

function problemsIn(text: string): Problem[] {
  const reading = readYaml('formats.md', text);
  if (reading.kind === 'broken') return reading.problems;
  const { read } = reading;
  if (Array.isArray(read.value)) {
    return read.value.flatMap((value: unknown, index) => stepProblems({ read, path: [index], value }));
  }
  if (text.startsWith('name:')) return dialectProblemsIn(read);
  if (text.startsWith('scenes:')) return axisProblems(read);
  return text.startsWith('clauses:') ? clauseProblems(read) : caseProblems(read);
}
