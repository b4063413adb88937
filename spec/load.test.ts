import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from './case-schema.ts';
import { protocolFile } from './clause-schema.ts';
import { loadSpec, type LoadedSpec, type Spec } from './load.ts';
import { PREPARED } from './prepared.ts';
import type { Problem } from './problem.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const golden = join(here, 'golden');
const ALL = ['protocol.yaml', 'clauses.yaml', 'axes.yaml', 'cases'];

describe('the specification', () => {
  test('has every clause, and knows where each stands', () => {
    const spec = wholeSpec();
    const ids = [...spec.clauses.keys()];
    expect(ids).toEqual(CLAUSES.flatMap(([letter, count]) => numbered(letter, count)));
    expect(spec.clauses.get('T1')).toMatchObject({ file: 'clauses.yaml', level: 'must' });
    expect(spec.clauses.get('T1')?.line).toBeGreaterThan(1);
  });

  test('quotes the protocol where it says a clause is stated', () => {
    const unquoted = [...wholeSpec().clauses.values()].filter(
      ({ from, source }) => from === 'stated' && !source,
    );
    expect(unquoted).toEqual([]);
  });

  test('has each command once, with the slug its name gives', () => {
    const { commands } = wholeSpec().protocol;
    expect(commands.map(({ name }) => name)).toEqual(COMMANDS);
    for (const { name, slug } of commands) {
      expect(slug).toBe(name.toLowerCase().replaceAll('_', '-'));
    }
  });

  test('has the statuses', () => {
    expect(wholeSpec().protocol.statuses.map(({ code, name }) => `${code}/${name}`)).toEqual([
      '200/OK',
      '401/UNAUTH',
      '403/DENIED',
      '416/MISFMT',
      '426/TOOMRQ',
    ]);
  });

  test('asks for a token where a command needs an authenticated user', () => {
    for (const { authenticated, parameters } of wholeSpec().protocol.commands) {
      expect(parameters.some(({ name }) => name === 'token')).toBe(authenticated);
    }
  });
});

describe('loadSpec', () => {
  test('reports everything that is wrong, each at its place', async () => {
    const text = problemsOf(join(golden, 'broken')).map(line).join('');
    await expect(text).toMatchFileSnapshot('golden/broken.txt');
  });

  test('says which file is missing', () => {
    inCopyOf(['protocol.yaml'], (folder) => {
      expect(problemsOf(folder).map(line)).toEqual([
        'axes.yaml:1:1 the file is missing\n    put it back\n',
        'clauses.yaml:1:1 the file is missing\n    put it back\n',
      ]);
    });
  });
});

describe('what the build has prepared', () => {
  test('says what the files say', () => {
    inCopyOf(ALL, (folder) => {
      const read = wholeOf(loadSpec(folder));
      writeFileSync(join(folder, PREPARED), JSON.stringify(read.files));
      expect(read).toMatchObject({ kind: 'spec', isPrepared: false });
      expect(loadSpec(folder)).toEqual({ ...read, isPrepared: true });
    });
  });

  test('is taken instead of a file that has not changed, and left where it has', () => {
    inCopyOf(ALL, (folder) => {
      const { spec, files } = wholeOf(loadSpec(folder));
      const before = files['protocol.yaml'];
      if (before === undefined) throw new Error('protocol.yaml was not prepared');
      const value = { ...protocolFile.parse(before.value), commands: [] };
      const other = { ...files, 'protocol.yaml': { ...before, value } };
      writeFileSync(join(folder, PREPARED), JSON.stringify(other));
      expect(loadSpec(folder)).toMatchObject({ isPrepared: true, spec: { protocol: { commands: [] } } });
      appendFileSync(join(folder, 'protocol.yaml'), '# changed\n');
      expect(loadSpec(folder)).toMatchObject({ isPrepared: false });
      expect(wholeOf(loadSpec(folder)).spec).toEqual(spec);
    });
  });
});

const CLAUSES = [
  ['T', 27],
  ['S', 6],
  ['L', 8],
  ['D', 4],
  ['A', 4],
  ['M', 12],
  ['U', 7],
  ['X', 4],
  ['N', 9],
  ['B', 7],
  ['R', 9],
] as const;

function numbered(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
}

function wholeSpec(): Spec {
  return wholeOf(loadSpec()).spec;
}

function wholeOf(loaded: LoadedSpec): Extract<LoadedSpec, { kind: 'spec' }> {
  if (loaded.kind === 'problems') throw new Error(loaded.problems.map(line).join(''));
  return loaded;
}

/** Does the work in a folder that holds a copy of these files and folders of the specification. */
function inCopyOf(names: readonly string[], work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'tchatator-spec-'));
  try {
    for (const name of names) cpSync(join(here, name), join(folder, name), { recursive: true });
    work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function problemsOf(folder: string): Problem[] {
  const loaded = loadSpec(folder);
  return loaded.kind === 'problems' ? loaded.problems : [];
}

function line({ file, line, column, message, cure }: Problem): string {
  return `${file}:${line}:${column} ${message}\n    ${cure}\n`;
}
