import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { formatNamed, formats } from './formats.ts';
import { oneFailure } from './golden/runs.ts';
import { jsonReport } from './json.ts';
import { terminalReport } from './terminal.ts';
import type { TerminalOptions } from './terminal.ts';

const options: TerminalOptions = {
  chalk: new Chalk({ level: 0 }),
  width: 100,
  verbose: false,
  clauses: new Map(),
  rerun: (id) => `again ${id}`,
};

test('offers the formats by name', () => {
  expect(formatNamed('terminal')?.render(oneFailure, options)).toBe(terminalReport(oneFailure, options));
  expect(formatNamed('json')?.render(oneFailure, options)).toBe(jsonReport(oneFailure));
});

test.each(['xml', '', 'constructor', '__proto__'])('knows no format named %j', (name) => {
  expect(formatNamed(name)).toBeUndefined();
});

test('every format says in one line what it is for', () => {
  for (const { text } of Object.values(formats)) expect(text).toMatch(/^[^\n]{10,70}$/);
});
