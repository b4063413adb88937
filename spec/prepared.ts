/** What the build has read out of the YAML files, so that not every start has to read them again. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const preparedFile = z.object({
  /** Of the text that was read: where the file has changed since, what was prepared is not used. */
  digest: z.string(),
  value: z.unknown(),
  /** Where each item of the file's list begins, from 1. */
  lines: z.array(z.number()),
});
const preparedFiles = z.record(z.string(), preparedFile);

export type PreparedFile = z.output<typeof preparedFile>;
/** By the name of the file, relative to the folder of the specification. */
export type PreparedFiles = z.output<typeof preparedFiles>;

/** Stands beside the YAML files where they are built, not in the sources. */
export const PREPARED = 'prepared.json';

/** @throws Error when what the build wrote is damaged */
export function readPrepared(folder: string): PreparedFiles {
  const path = join(folder, PREPARED);
  return existsSync(path) ? preparedFiles.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
