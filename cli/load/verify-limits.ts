import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LimitsResult } from '../../loadgen/limits-result.ts';
import { runLimits } from '../../loadgen/limits/run-limits.ts';
import { limitsFormats } from '../../reports/load/formats.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { version } from '../../suites/version.ts';
import type { Conducted, Conducting } from './conducted.ts';
import { randomTag } from './random-tag.ts';
import { withProgress } from './with-progress.ts';
import type { WrittenPlan } from './written-plan.ts';
import { writeLoadReports } from './write-reports.ts';

/** Verifies the limits of a target, and reports. */
export async function verifyLimits(
  { plan, written }: Extract<WrittenPlan, { kind: 'limits' }>,
  { subject, settings, interrupt: { signal } }: Conducting,
): Promise<Conducted> {
  const run = await withProgress((onEvent) =>
    runLimits({
      plan,
      written,
      target: { kind: subject.kind, address: subject.address },
      profile: subject.profile,
      tag: randomTag(),
      version: version(),
      startedAt: new Date(),
      signal,
      tell: (text) => onEvent({ kind: 'stage', text }),
      now: () => performance.now(),
      pause: (ms) => sleep(ms, undefined, { signal }).catch(endOfWaiting),
    }),
  );
  if (run.kind !== 'result') return run;
  writeLoadReports(run.result, settings.reports, limitsFormats);
  return { kind: 'reported', exitCode: exitCodeOf(run.result) };
}

function exitCodeOf({ interrupted, verdict, checks }: LimitsResult): ExitCode {
  if (interrupted) return EXIT.interrupted;
  if (verdict !== 'passed') return EXIT.findings;
  return checks.some((check) => check.verdict === 'held') ? EXIT.ok : EXIT.cannotRun;
}

/** Who interrupts wants to wait no longer. */
function endOfWaiting(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
}
