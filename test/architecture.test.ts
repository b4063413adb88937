import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** At this length, look for the second thing in a file. */
const MOST_LINES = 200;
/** Files that are longer; one that has become shorter leaves the list. */
const LONG_FILES = ['spec/case-schema.ts', 'wire/command-decoder.ts'];

interface Import {
  /** Both relative to the root; `to` is one of our files. */
  readonly from: string;
  readonly to: string;
  /** Gone when compiled. */
  readonly isTypeOnly: boolean;
}

/** What reports are made of. */
const RESULTS = [
  'suites/result.ts',
  'loadgen/result.ts',
  'loadgen/limits-result.ts',
  'loadgen/knee-result.ts',
  'loadgen/comparison-result.ts',
];

/** Top folders that hold no code of ours, or none that a room could lean on. */
const OUTSIDE = ['node_modules', 'dist', 'examples'];

const rooms = readRooms();
const files = folders().flatMap(filesIn);
const imports = files.flatMap((file) => importsIn(file, read(file)));

describe('arrows between rooms, as docs/architecture.md draws them', () => {
  test('the page names every room there is', () => {
    expect(
      folders().filter((folder) => folder !== 'test' && filesIn(folder).length > 0 && !rooms.has(folder)),
    ).toEqual([]);
  });

  test.each([...rooms])('%s imports %j', (room, allowed) => {
    const crossing = imports.filter(({ from, to }) => roomOf(from) === room && roomOf(to) !== room);
    expect(crossing.filter((each) => !allowed.some((arrow) => follows(each, arrow))).map(show)).toEqual([]);
  });

  test('no file waits for itself: imports run in no circle', () => {
    expect(circles(imports.filter(({ isTypeOnly }) => !isTypeOnly))).toEqual([]);
  });
});

describe('what holds the arrows', () => {
  test('sees each way to import', () => {
    const text = [
      "import { a } from '../wire/a.ts';",
      "import '../wire/b.ts';",
      "export * from '../wire/c.ts';",
      "const d = await import('../wire/d.ts');",
      "import type { E } from '../wire/e.ts';",
      "export type { F } from '../wire/f.ts';",
      "let g: import('../wire/g.ts').G;",
      "import h from 'h';",
    ].join('\n');
    expect(importsIn('spec/x.ts', text).map(show)).toEqual([
      ...['a', 'b', 'c', 'd'].map((name) => `spec/x.ts imports wire/${name}.ts`),
      ...['e', 'f', 'g'].map((name) => `spec/x.ts imports wire/${name}.ts (types only)`),
    ]);
  });

  test.each([
    ["import { e } from '../suites/result.ts';", 'types only', false],
    ["import type { E } from '../suites/result.ts';", 'types only', true],
    ["import type { E } from '../loadgen/result.ts';", 'types only', true],
    ["import type { E } from '../suites/case.ts';", 'types only', false],
    ["import { e } from '../wire/e.ts';", 'wire', true],
    ["import { e } from '../cli/e.ts';", 'all', false],
    ["import { e } from '../test/e.ts';", 'all', false],
  ])('of %j under "%s" says %s', (text, arrow, expected) => {
    expect(importsIn('reports/x.ts', text).map((each) => follows(each, arrow))).toEqual([expected]);
  });

  test('finds a circle', () => {
    const arrows = ['a b', 'b c', 'c b', 'd a'].map((pair) => pair.split(' '));
    const made = arrows.map(([from = '', to = '']) => ({ from, to, isTypeOnly: false }));
    expect(circles(made)).toEqual(['b -> c -> b']);
  });
});

describe('files', () => {
  test('are short, or known to be long for a reason', () => {
    const long = files.filter((file) => !isTest(file) && linesOf(file) > MOST_LINES);
    expect(long.sort()).toEqual(LONG_FILES);
  });

  test('are named for what they do', () => {
    const vague = /(?:^|\/)(?:src|utils?|common|helpers?|misc|types|index)(?:\/|\.ts$)/;
    expect(files.filter((file) => vague.test(file))).toEqual([]);
  });
});

/** What each room may import: other rooms, `types only`, or `all`. */
function readRooms(): Map<string, string[]> {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const rows = page.matchAll(/^\| `(\w+)\/` +\|.*\|([^|]*)\|$/gm);
  return new Map(
    Array.from(rows, ([, room = '', cell = '']) => {
      const named = Array.from(cell.matchAll(/`(\w+)`/g), ([, name = '']) => name);
      return [room, named.length > 0 || cell.includes('nothing of ours') ? named : [cell.trim()]];
    }),
  );
}

function follows({ from, to, isTypeOnly }: Import, arrow: string): boolean {
  if (roomOf(to) === 'test') return isTest(from);
  if (roomOf(to) === 'cli') return false;
  if (arrow === 'types only') return isTypeOnly && RESULTS.includes(to);
  return arrow === 'all' || roomOf(to) === arrow;
}

function folders(): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !OUTSIDE.includes(entry.name))
    .map(({ name }) => name);
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => [folder, ...file.split(sep)].join('/'))
    .sort();
}

/** What a file imports of ours, in any of the ways there are. */
function importsIn(from: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return;
    found.push({ from, to: posix.join(posix.dirname(from), specifier.text), isTypeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(from, text, ts.ScriptTarget.Latest));
  return found;
}

/** Each circle once, by the way around it. */
function circles(all: readonly Import[]): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) found.add([...way.slice(way.indexOf(file)), file].join(' -> '));
    if (done.has(file) || way.includes(file)) return;
    for (const { from, to } of all) if (from === file) walk(to, [...way, file]);
    done.add(file);
  };
  for (const { from } of all) walk(from, []);
  return [...found];
}

function show({ from, to, isTypeOnly }: Import): string {
  return `${from} imports ${to}${isTypeOnly ? ' (types only)' : ''}`;
}

function roomOf(file: string): string {
  return file.split('/', 1)[0] ?? '';
}

function isTest(file: string): boolean {
  return file.endsWith('.test.ts') || file.includes('/golden/') || roomOf(file) === 'test';
}

function linesOf(file: string): number {
  return read(file).split('\n').length - 1;
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
