import { writeFileSync } from 'node:fs';
import type { ResultFormat } from '../../reports/load/formats.ts';
import type { ReportTo } from '../check/report-to.ts';
import { coloursFor } from '../colours.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';

/** Files have no width of their own. */
const FILE_COLUMNS = 100;

/** Writes every report that is asked for. @throws Failure for files that cannot be written, after all the others */
export function writeLoadReports<Result>(
  result: Result,
  reports: readonly ReportTo[],
  formats: Readonly<Record<string, ResultFormat<Result>>>,
): void {
  const problems: string[] = [];
  for (const { format, file } of reports) {
    const render = formats[format]?.render;
    if (render === undefined) throw new Error(`no report format ${format}`);
    if (file === undefined)
      process.stdout.write(render(result, { chalk: coloursFor('stdout'), width: process.stdout.columns }));
    else
      try {
        writeFileSync(file, render(result, { chalk: coloursFor('file'), width: FILE_COLUMNS }));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        problems.push(`--report ${format}=${file}: cannot be written: ${error.message}`);
      }
  }
  if (problems.length > 0) throw new Failure(EXIT.usage, problems);
}
