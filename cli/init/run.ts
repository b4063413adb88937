import { closeSync, fchmodSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { DEFAULT_PROFILE } from '../check/known-target.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';

/** Tokens are passwords. */
const OWNER_ONLY = 0o600;

const flags = z.object({ force: z.boolean().default(false) });

/**
 * Writes a profile with a comment on each part, for its owner alone to read.
 * @param given as commander tells it
 * @throws Failure where the file cannot be written, or is there and is not to be replaced
 */
export function init(file: string, given: unknown): void {
  const { force } = flags.parse(given);
  const text = readFileSync(new URL('../../target/new-profile.yaml', import.meta.url), 'utf8');
  try {
    write(file, text, force ? 'w' : 'wx');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Failure(EXIT.usage, [`${file}: ${whyNot(error, file)}`], { cause: error });
  }
  const check = file === DEFAULT_PROFILE ? 'tchatator-check' : `tchatator-check --profile ${file}`;
  console.log(`${file} is written. Fill in the target and its accounts, then run "${check}".`);
}

function write(file: string, text: string, mode: 'w' | 'wx'): void {
  const opened = openSync(file, mode, OWNER_ONLY);
  try {
    // A file that was there keeps its mode otherwise.
    fchmodSync(opened, OWNER_ONLY);
    writeFileSync(opened, text);
  } finally {
    closeSync(opened);
  }
}

function whyNot(error: NodeJS.ErrnoException, file: string): string {
  if (error.code === 'EEXIST') return 'is there already; name another file, or replace it with --force';
  if (error.code === 'EISDIR') return 'is a folder; name a file';
  if (error.code === 'ENOENT') return `there is no folder ${dirname(file)}; create it, or name another file`;
  return `cannot be written: ${error.message}`;
}
