import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { formats } from '../../reports/formats.ts';
import { suggest } from '../../spec/suggest.ts';

/** Where a report goes: a file, or standard output. */
export interface ReportTo {
  readonly format: string;
  readonly file?: string;
}

/**
 * Reads `format[=file]`; what is wrong with it is added to `problems`.
 * @param known the formats there are; those of `check` unless told
 */
export function readReport(
  text: string,
  problems: string[],
  known: readonly string[] = Object.keys(formats),
): ReportTo | undefined {
  const [format = '', ...file] = text.split('=');
  if (!known.includes(format)) {
    const close = suggest(format, known);
    const hint = close === undefined ? `there are ${known.join(', ')}` : `did you mean ${close}?`;
    problems.push(`--report ${format}: unknown format; ${hint}`);
    return undefined;
  }
  if (file.length === 0) return { format };
  const path = file.join('=');
  const unwritable = whyUnwritable(path);
  if (unwritable !== undefined) problems.push(`--report ${text}: ${unwritable}`);
  return { format, file: path };
}

/** Found out before the run, whose result would be lost else. */
export function whyUnwritable(path: string): string | undefined {
  if (path === '') return 'expected a file name behind the =';
  if (existsSync(path) && statSync(path).isDirectory()) return 'is a folder; name a file';
  const folder = dirname(path);
  if (!existsSync(folder)) return `there is no folder ${folder}; create it, or name another file`;
  if (!statSync(folder).isDirectory()) return `${folder} is no folder; name another file`;
  try {
    accessSync(existsSync(path) ? path : folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return `cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}
