/** Reads the specification from its YAML files, all of it or all that is wrong with it. */
import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { axesFile, type AxesFile, type Axis } from './axes-schema.ts';
import { axisProblems } from './axis-problems.ts';
import { caseProblems } from './case-problems.ts';
import { caseFile, type CaseSource } from './case-schema.ts';
import { clausesFile, protocolFile, type Clause, type Protocol } from './clause-schema.ts';
import { clauseProblems } from './clause-problems.ts';
import { explain } from './explain.ts';
import { loadFile, type Form, type GoodFile, type LoadedFile } from './load-file.ts';
import { readPrepared, type PreparedFiles } from './prepared.ts';
import { byPlace, type Problem } from './problem.ts';

/** Where something begins: the file relative to the folder of the specification, the line from 1. */
export type Placed = { file: string; line: number };
export type PlacedClause = Clause & Placed;
export type PlacedAxis = Axis & Placed;
export type PlacedCase = Placed & { source: CaseSource };

export type Spec = {
  protocol: Protocol;
  /** By id, in the order of the file. */
  clauses: Map<string, PlacedClause>;
  axes: Omit<AxesFile, 'axes'> & { axes: PlacedAxis[] };
  /** In the order of the files' names, and of the cases in each. */
  cases: PlacedCase[];
};

/** `files`: what was read, for the build to keep; `isPrepared`: the build has read and checked all of it. */
export type LoadedSpec =
  | { kind: 'spec'; spec: Spec; files: PreparedFiles; isPrepared: boolean }
  | { kind: 'problems'; problems: Problem[] };

/**
 * Reads `protocol.yaml`, `clauses.yaml`, `axes.yaml` and all of `cases/` in `folder`, by default the one this module is
 * in. Each file is held against its form alone; what one says about another is for `checkSpec`.
 * @throws Error when a file is there but cannot be read
 */
export function loadSpec(folder = HERE): LoadedSpec {
  const ready = readPrepared(folder);
  const { protocol, clauses, axes, cases } = loadFiles(folder, ready);
  const all = [protocol, clauses, axes, ...cases];
  const problems = all.flatMap((loaded) => (loaded.kind === 'bad' ? loaded.problems : []));
  if (protocol.kind === 'bad' || clauses.kind === 'bad' || axes.kind === 'bad' || problems.length > 0) {
    return { kind: 'problems', problems: problems.sort(byPlace) };
  }
  const spec = {
    protocol: protocol.content,
    clauses: new Map(placed(clauses, clauses.content.clauses).map((clause) => [clause.id, clause])),
    axes: { ...axes.content, axes: placed(axes, axes.content.axes) },
    cases: cases.flatMap((loaded) =>
      loaded.kind === 'good'
        ? loaded.content.cases.map((source, index) => ({ source, ...placeOf(loaded, index) }))
        : [],
    ),
  };
  const read = all.filter((loaded) => loaded.kind === 'good');
  const files = Object.fromEntries(read.map(({ file, prepared }) => [file, prepared]));
  const isPrepared =
    read.length === Object.keys(ready).length && read.every(({ file, prepared }) => prepared === ready[file]);
  return { kind: 'spec', spec, files, isPrepared };
}

/**
 * Reads `protocol.yaml` alone, for whoever needs no more than the names.
 * @throws Error when it is not as it should be
 */
export function loadProtocol(): Protocol {
  const loaded = loadFile({ folder: HERE, file: 'protocol.yaml' }, PROTOCOL);
  if (loaded.kind === 'good') return loaded.content;
  throw new Error(loaded.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'));
}

const HERE = fileURLToPath(new URL('.', import.meta.url));

const PROTOCOL: Form<Protocol> = {
  schema: protocolFile,
  problemsIn: (read) => explain(protocolFile, { read, path: [], value: read.value }),
};
const CLAUSES: Form<z.output<typeof clausesFile>> = {
  schema: clausesFile,
  problemsIn: clauseProblems,
  list: 'clauses',
};
const AXES: Form<AxesFile> = { schema: axesFile, problemsIn: axisProblems, list: 'axes' };
const CASES: Form<z.output<typeof caseFile>> = { schema: caseFile, problemsIn: caseProblems, list: 'cases' };

function loadFiles(folder: string, prepared: PreparedFiles) {
  const load = <Content>(file: string, form: Form<Content>): LoadedFile<Content> =>
    loadFile({ folder, file }, form, prepared[file]);
  return {
    protocol: load('protocol.yaml', PROTOCOL),
    clauses: load('clauses.yaml', CLAUSES),
    axes: load('axes.yaml', AXES),
    cases: caseFilesIn(folder).map((file) => load(file, CASES)),
  };
}

function caseFilesIn(folder: string): string[] {
  const cases = join(folder, 'cases');
  if (!existsSync(cases)) return [];
  return readdirSync(cases, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => `cases/${file.split(sep).join('/')}`)
    .sort();
}

function placed<Item extends object>(file: GoodFile<unknown>, items: readonly Item[]): (Item & Placed)[] {
  return items.map((item, index) => ({ ...item, ...placeOf(file, index) }));
}

function placeOf({ file, prepared }: GoodFile<unknown>, index: number): Placed {
  return { file, line: prepared.lines[index] ?? 1 };
}
