import type { Dialect } from '../../../spec/dialect-schema.ts';
import { dialectAt } from '../../../spec/read-dialect.ts';
import { readYaml } from '../../../spec/yaml-file.ts';

/** A dialect of this YAML, called `own`. */
export function dialectOf(text: string): Dialect {
  const reading = readYaml('own.yaml', `name: own\n${text}`);
  if (reading.kind === 'broken') throw new Error(JSON.stringify(reading.problems));
  const found = dialectAt({ read: reading.read, path: [] }, reading.read.value);
  if (found.kind !== 'dialect') throw new Error(JSON.stringify(found));
  return found.dialect;
}
