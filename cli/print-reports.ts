import { writeFileSync } from 'node:fs';
import type { Page } from '../reports/page.ts';
import type { ReportTo } from './check/report-to.ts';
import { coloursFor } from './colours.ts';
import { EXIT } from './exit-codes.ts';
import { Failure } from './failure.ts';

/** Files have no width of their own. */
const FILE_COLUMNS = 100;

/**
 * Writes every report that is asked for, to its file or to standard output.
 * @throws Failure for files that cannot be written, after all the others have been
 */
export function printReports(
  reports: readonly ReportTo[],
  render: (format: string, page: Page) => string,
): void {
  const problems: string[] = [];
  for (const { format, file } of reports)
    if (file === undefined)
      process.stdout.write(render(format, { chalk: coloursFor('stdout'), width: process.stdout.columns }));
    else
      try {
        writeFileSync(file, render(format, { chalk: coloursFor('file'), width: FILE_COLUMNS }));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        problems.push(`--report ${format}=${file}: cannot be written: ${error.message}`);
      }
  if (problems.length > 0) throw new Failure(EXIT.usage, problems);
}

/** Where the reports go that are asked for; to the terminal, as for people, where none is. */
export const FOR_PEOPLE: readonly ReportTo[] = [{ format: 'terminal' }];
