import type { RunResult } from '../../suites/result.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** What a finished run tells other programs. */
export function exitCodeOf(run: RunResult, { complete }: { complete: boolean }): ExitCode {
  if (run.interrupted) return EXIT.interrupted;
  const { counts, results } = run;
  if (counts.error > 0) return EXIT.bug;
  const stale = run.baseline?.stale.length ?? 0;
  if (counts.fail > 0 || stale > 0) return EXIT.findings;
  if (counts.flaky > 0) return EXIT.flaky;
  const judged = counts.pass + counts.warn + counts.known + counts.observed;
  if (judged === 0) return EXIT.cannotRun;
  const isLeftOut = results.some(
    ({ level, verdict }) => level === 'must' && (verdict === 'skipped' || verdict === 'blocked'),
  );
  return complete && isLeftOut ? EXIT.findings : EXIT.ok;
}
