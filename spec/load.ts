/** Reads the specification from its YAML files, all of it or all that is wrong with it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
import { byPlace, type Path, type Problem } from './problem.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

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

export type LoadedSpec = { kind: 'spec'; spec: Spec } | { kind: 'problems'; problems: Problem[] };

/**
 * Reads `protocol.yaml`, `clauses.yaml`, `axes.yaml` and all of `cases/` in `folder`, by default the one this module is
 * in. Each file is held against its form alone; what one says about another is for `checkSpec`.
 * @throws Error when a file is there but cannot be read
 */
export function loadSpec(folder = fileURLToPath(new URL('.', import.meta.url))): LoadedSpec {
  const protocol = loadFile(folder, 'protocol.yaml', PROTOCOL);
  const clauses = loadFile(folder, 'clauses.yaml', CLAUSES);
  const axes = loadFile(folder, 'axes.yaml', AXES);
  const cases = caseFilesIn(folder).map((file) => loadFile(folder, file, CASES));
  const problems = [protocol, clauses, axes, ...cases].flatMap((loaded) =>
    loaded.kind === 'bad' ? loaded.problems : [],
  );
  if (protocol.kind === 'bad' || clauses.kind === 'bad' || axes.kind === 'bad' || problems.length > 0) {
    return { kind: 'problems', problems: problems.sort(byPlace) };
  }
  const spec = {
    protocol: protocol.content,
    clauses: new Map(placeClauses(clauses).map((clause) => [clause.id, clause])),
    axes: { ...axes.content, axes: placeAxes(axes) },
    cases: cases.flatMap((loaded) => (loaded.kind === 'good' ? placeCases(loaded) : [])),
  };
  return { kind: 'spec', spec };
}

/**
 * Reads `protocol.yaml` alone, for whoever needs no more than the names.
 * @throws Error when it is not as it should be
 */
export function loadProtocol(folder = fileURLToPath(new URL('.', import.meta.url))): Protocol {
  const loaded = loadFile(folder, 'protocol.yaml', PROTOCOL);
  if (loaded.kind === 'good') return loaded.content;
  throw new Error(loaded.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'));
}

/** What a file must look like, and what tells in detail where it does not. */
type Form<Content> = { schema: z.ZodType<Content>; problemsIn: (read: YamlFile) => Problem[] };
type GoodFile<Content> = { kind: 'good'; read: YamlFile; content: Content };
type LoadedFile<Content> = GoodFile<Content> | { kind: 'bad'; problems: Problem[] };

type ClausesFile = z.output<typeof clausesFile>;
type CaseFile = z.output<typeof caseFile>;

const PROTOCOL: Form<Protocol> = {
  schema: protocolFile,
  problemsIn: (read) => explain(protocolFile, { read, path: [], value: read.value }),
};
const CLAUSES: Form<ClausesFile> = { schema: clausesFile, problemsIn: clauseProblems };
const AXES: Form<AxesFile> = { schema: axesFile, problemsIn: axisProblems };
const CASES: Form<CaseFile> = { schema: caseFile, problemsIn: caseProblems };

function loadFile<Content>(folder: string, file: string, form: Form<Content>): LoadedFile<Content> {
  const path = join(folder, file);
  if (!existsSync(path)) {
    const message = 'the file is missing';
    return { kind: 'bad', problems: [{ file, line: 1, column: 1, message, cure: 'put it back' }] };
  }
  const reading = readYaml(file, readFileSync(path, 'utf8'));
  if (reading.kind === 'broken') return { kind: 'bad', problems: reading.problems };
  const problems = form.problemsIn(reading.read);
  if (problems.length > 0) return { kind: 'bad', problems };
  return { kind: 'good', read: reading.read, content: form.schema.parse(reading.read.value) };
}

function caseFilesIn(folder: string): string[] {
  const cases = join(folder, 'cases');
  if (!existsSync(cases)) return [];
  return readdirSync(cases, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => `cases/${file.split(sep).join('/')}`)
    .sort();
}

function placeClauses({ read, content }: GoodFile<ClausesFile>): PlacedClause[] {
  return content.clauses.map((clause, index) => ({ ...clause, ...placed(read, ['clauses', index]) }));
}

function placeAxes({ read, content }: GoodFile<AxesFile>): PlacedAxis[] {
  return content.axes.map((axis, index) => ({ ...axis, ...placed(read, ['axes', index]) }));
}

function placeCases({ read, content }: GoodFile<CaseFile>): PlacedCase[] {
  return content.cases.map((source, index) => ({ source, ...placed(read, ['cases', index]) }));
}

function placed(read: YamlFile, path: Path): Placed {
  return { file: read.file, line: read.placeOf(path).line };
}
