/** Reads dialects: by the name of one that comes along, from a file, or as a part of a profile. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dialectForm, type Dialect } from './dialect-schema.ts';
import { dialectProblems, type DialectPlace } from './dialect-problems.ts';
import { explain } from './explain.ts';
import { loadProtocol } from './load.ts';
import { byPlace, type Problem } from './problem.ts';
import { suggest } from './suggest.ts';
import { readYaml } from './yaml-file.ts';

/** `unknown`: there is no dialect of this name, and no such file. */
export type ReadDialect =
  | { kind: 'dialect'; dialect: Dialect }
  | { kind: 'problems'; problems: Problem[] }
  | { kind: 'unknown'; why: string };

const SHELF = new URL('dialects/', import.meta.url);

/** The names of the dialects that come along. */
export function dialectNames(): string[] {
  return readdirSync(SHELF)
    .flatMap((file) => /^(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/** Reads the dialect of that name, or the file, which is looked for from `folder`. */
export function readDialect(nameOrFile: string, folder = '.'): ReadDialect {
  const isName = dialectNames().includes(nameOrFile);
  const path = isName ? fileURLToPath(new URL(`${nameOrFile}.yaml`, SHELF)) : resolve(folder, nameOrFile);
  try {
    const reading = readYaml(nameOrFile, readFileSync(path, 'utf8'));
    if (reading.kind === 'broken') return { kind: 'problems', problems: reading.problems };
    return dialectAt({ read: reading.read, path: [] }, reading.read.value);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { kind: 'unknown', why: whyUnknown(nameOrFile, String(error.code)) };
  }
}

/** Reads a dialect from a value of a file that has been read. */
export function dialectAt(place: DialectPlace, value: unknown): ReadDialect {
  const parsed = dialectForm.safeParse(value);
  if (!parsed.success)
    return { kind: 'problems', problems: explain(dialectForm, { ...place, value }).sort(byPlace) };
  const problems = dialectProblems(parsed.data, place, loadProtocol());
  if (problems.length > 0) return { kind: 'problems', problems: problems.sort(byPlace) };
  return { kind: 'dialect', dialect: parsed.data };
}

function whyUnknown(nameOrFile: string, code: string): string {
  if (code !== 'ENOENT') return `cannot be read: ${code}`;
  if (/[/\\]|\.ya?ml$/.test(nameOrFile)) return 'there is no such file';
  const close = suggest(nameOrFile, dialectNames());
  const hint = close === undefined ? `there is ${dialectNames().join(', ')}` : `did you mean ${close}?`;
  return `no dialect of that name comes along, and there is no such file; ${hint}`;
}
