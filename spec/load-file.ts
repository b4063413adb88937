/** Reads one YAML file of the specification into what it says, or all that is wrong with it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { digestOf, type PreparedFile } from './prepared.ts';
import type { Problem } from './problem.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** What a file must look like, and what tells in detail where it does not. */
export type Form<Content> = {
  schema: z.ZodType<Content>;
  problemsIn: (read: YamlFile) => Problem[];
  /** The key of the list whose items have places of their own. */
  list?: string;
};

export type GoodFile<Content> = { kind: 'good'; file: string; content: Content; prepared: PreparedFile };
export type LoadedFile<Content> = GoodFile<Content> | { kind: 'bad'; problems: Problem[] };

export type FilePlace = { folder: string; file: string };

/**
 * Reads a file, or takes what was `prepared` of it as long as it is the same text.
 * @throws Error when the file is there but cannot be read
 */
export function loadFile<Content>(
  { folder, file }: FilePlace,
  form: Form<Content>,
  prepared?: PreparedFile,
): LoadedFile<Content> {
  const path = join(folder, file);
  if (!existsSync(path)) {
    const message = 'the file is missing';
    return { kind: 'bad', problems: [{ file, line: 1, column: 1, message, cure: 'put it back' }] };
  }
  const text = readFileSync(path, 'utf8');
  const digest = digestOf(text);
  if (prepared?.digest === digest) {
    return { kind: 'good', file, content: form.schema.parse(prepared.value), prepared };
  }
  const reading = readYaml(file, text);
  if (reading.kind === 'broken') return { kind: 'bad', problems: reading.problems };
  const problems = form.problemsIn(reading.read);
  if (problems.length > 0) return { kind: 'bad', problems };
  const { value } = reading.read;
  const content = form.schema.parse(value);
  return {
    kind: 'good',
    file,
    content,
    prepared: { digest, value, lines: linesOf(reading.read, form.list) },
  };
}

function linesOf({ value, placeOf }: YamlFile, list: string | undefined): number[] {
  if (list === undefined || typeof value !== 'object' || value === null) return [];
  const items: unknown = Object.entries(value).find(([key]) => key === list)?.[1];
  return Array.isArray(items) ? items.map((_, index) => placeOf([list, index]).line) : [];
}
