import { compareRuns, type ReadRun } from '../../loadgen/compare/compare-runs.ts';
import { comparisonFormats } from '../../reports/comparison/formats.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { writeLoadReports } from '../load/write-reports.ts';
import { readLoadResults } from '../read-load-results.ts';
import { version } from '../../suites/version.ts';
import { readCompareSettings, type Named } from './settings.ts';

/** Compares the runs in the files that are named, and reports. @throws Failure */
export function compare(named: Named, flags: Readonly<Record<string, unknown>>): ExitCode {
  const problems: string[] = [];
  const settings = readCompareSettings(named, flags, problems);
  const sides = { base: readRuns(settings.base, problems), new: readRuns(settings.new, problems) };
  if (problems.length > 0) throw new Failure(EXIT.usage, problems);
  const compared = compareRuns(sides, version());
  if (compared.kind === 'incomparable') throw new Failure(EXIT.usage, compared.reasons);
  const { comparison } = compared;
  writeLoadReports(comparison, settings.reports, comparisonFormats);
  return comparison.verdict === 'worse' ? EXIT.findings : EXIT.ok;
}

function readRuns(files: readonly string[], problems: string[]): ReadRun[] {
  return files.flatMap((file) =>
    readLoadResults(file, problems).map((run, at, all) => ({
      run,
      file,
      place: all.length === 1 ? file : `${file}, run ${at + 1},`,
    })),
  );
}
