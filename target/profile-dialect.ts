import { dirname } from 'node:path';
import type { Dialect } from '../spec/dialect-schema.ts';
import type { Problem } from '../spec/problem.ts';
import { dialectAt, readDialect } from '../spec/read-dialect.ts';
import type { YamlFile } from '../spec/yaml-file.ts';

export type ProfileDialect =
  { kind: 'dialect'; dialect?: Dialect } | { kind: 'problems'; problems: Problem[] };

/** The dialect that a profile tells: by the name of one that comes along, as a file beside the profile, or in full. */
export function dialectOf(value: string | object | undefined, read: YamlFile): ProfileDialect {
  if (value === undefined) return { kind: 'dialect' };
  const path = ['dialect'];
  const found =
    typeof value === 'string'
      ? readDialect(value, dirname(read.file))
      : dialectAt({ read, path }, topLevel(read.value, 'dialect'));
  if (found.kind !== 'unknown') return found;
  const message = `\`dialect\` ${JSON.stringify(value)}: ${found.why}`;
  const cure = 'name a dialect or a file, or write it out here';
  return { kind: 'problems', problems: [{ file: read.file, ...read.placeOf(path), message, cure }] };
}

function topLevel(file: unknown, key: string): unknown {
  if (typeof file !== 'object' || file === null) return undefined;
  return Object.entries(file).find(([name]) => name === key)?.[1];
}
