import { z } from 'zod';
import { mergeShards } from '../../loadgen/merge-shards.ts';
import { loadFormats } from '../../reports/load/formats.ts';
import { readReports } from '../check/report-to.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { exitCodeOf } from '../load/exit-code.ts';
import { writeLoadReports } from '../load/write-reports.ts';
import { readLoadResults } from '../read-load-results.ts';
import { version } from '../../suites/version.ts';

const flags = z.object({ report: z.array(z.string()).default([]) });

/** Merges the shards in the files that are named, and reports the whole. @throws Failure */
export function merge(files: readonly string[], given: Readonly<Record<string, unknown>>): ExitCode {
  const problems: string[] = [];
  const reports = readReports(flags.parse(given).report, loadFormats, problems);
  const shards = files.flatMap((file) => {
    const results = readLoadResults(file, problems);
    if (results.length > 1)
      problems.push(`${file}: holds ${results.length} runs; a shard is one run, in a file of its own`);
    return results.map((result) => ({ file, result }));
  });
  if (problems.length > 0) throw new Failure(EXIT.usage, problems);
  const merged = mergeShards(shards, version());
  if (merged.kind === 'refused') throw new Failure(EXIT.usage, merged.reasons);
  writeLoadReports(merged.result, reports, loadFormats);
  return exitCodeOf(merged.result);
}
