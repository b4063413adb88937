import { withKnown, type Baseline } from './baseline.ts';
import type { RunResult } from './result.ts';
import { staleEntries } from './stale-entries.ts';
import { tally, verdictOf } from './summary.ts';

/** A run in the light of what is known. Applied again, a baseline takes the place of the one before. */
export function applyBaseline(run: RunResult, baseline: Baseline): RunResult {
  const results = run.results.map((result) => withKnown(result, baseline));
  return {
    ...run,
    verdict: verdictOf(results, run.interrupted),
    counts: tally(results),
    baseline: {
      file: baseline.file,
      entries: baseline.entries.length,
      stale: staleEntries(results, baseline),
    },
    results,
  };
}
