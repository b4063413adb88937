import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { suggest } from '../../spec/suggest.ts';

/** Where a report goes: a file, or standard output. */
export interface ReportTo {
  readonly format: string;
  readonly file?: string;
}

/**
 * Reads each `format[=file]`, or what is meant where none is told; what is wrong is added to `problems`.
 * @param known by their names, the formats there are
 */
export function readReports(told: readonly string[], known: object, problems: string[]): readonly ReportTo[] {
  if (told.length === 0) return [{ format: 'terminal' }];
  return told
    .map((text) => readReport(text, Object.keys(known), problems))
    .filter((report) => report !== undefined);
}

function readReport(text: string, known: readonly string[], problems: string[]): ReportTo | undefined {
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
