/** Holds a value of a YAML file against a schema and tells what is wrong in the words of someone who writes YAML. */
import type { z } from 'zod';
import { faultsOf, type Fault } from './faults.ts';
import { knownKeys } from './known-keys.ts';
import type { Path, Problem } from './problem.ts';
import { suggest } from './suggest.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * A value and where it stands; `path` leads to it from the top of the file. Texts that match `placeholder` are filled
 * in later, and not judged before.
 */
export type Subject = { read: YamlFile; path: Path; value: unknown; placeholder?: RegExp };

/** Everything `schema` finds wrong with the value of `subject`. */
export function explain(schema: z.ZodType, subject: Subject): Problem[] {
  const faults = faultsOf(schema.safeParse(subject.value).error?.issues ?? []);
  return faults
    .filter((fault) => !isFilledLater(valueAt(subject.value, fault.path), subject))
    .map((fault) => phrase(fault, { schema, subject }));
}

/** Whether a text holds a placeholder of the axis it stands in. */
export function isFilledLater(value: unknown, { placeholder }: Subject): boolean {
  return typeof value === 'string' && placeholder?.test(value) === true;
}

type Context = { schema: z.ZodType; subject: Subject };

function phrase(fault: Fault, { schema, subject }: Context): Problem {
  const { read } = subject;
  const path = [...subject.path, ...fault.path];
  const place = { file: read.file, ...read.placeOf(path) };
  const value = valueAt(subject.value, fault.path);
  switch (fault.kind) {
    case 'unknown-key':
      return {
        file: read.file,
        ...read.placeOfKey([...path, fault.key]),
        message: `unknown key \`${fault.key}\``,
        cure: cureOfWord(fault.key, knownKeys(schema, fault.path)),
      };
    case 'rule':
      return { ...place, message: fault.message, cure: 'correct it here' };
    case 'wrong-kind':
      return { ...place, ...misfit({ path, value }, fault.kinds.join(' or ')) };
    case 'unfit':
      return { ...place, ...misfit({ path, value }, fault.need) };
    case 'not-one-of': {
      const word = typeof value === 'string' ? suggest(value, fault.values) : undefined;
      const { message, cure } = misfit({ path, value }, oneOf(fault.values));
      return { ...place, message, cure: word === undefined ? cure : `did you mean \`${word}\`?` };
    }
  }
}

/** "did you mean", or else all that is known. */
export function cureOfWord(word: string, known: readonly string[]): string {
  const near = suggest(word, known);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return known.length === 0 ? 'remove it' : `write ${oneOf(known)}`;
}

function misfit(
  { path, value }: { path: Path; value: unknown },
  need: string,
): Pick<Problem, 'message' | 'cure'> {
  const name = nameOf(path);
  if (value === undefined) return { message: `${name} is missing`, cure: `add it: ${need}` };
  if (value === null) return { message: `${name} is empty`, cure: `write ${need}` };
  return { message: `${name} cannot be ${show(value)}`, cure: `write ${need}` };
}

function oneOf(words: readonly string[]): string {
  return words.length === 1 ? words.join('') : `one of ${words.join(', ')}`;
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  return typeof last === 'number'
    ? `item ${last + 1} of ${nameOf(path.slice(0, -1))}`
    : `\`${String(last)}\``;
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'this list';
  if (typeof value === 'object') return 'a mapping';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/** What stands at `path` below `value`. */
function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((parent, key) => {
    if (typeof parent !== 'object' || parent === null) return undefined;
    return Object.entries(parent).find(([name]) => name === String(key))?.[1];
  }, value);
}
