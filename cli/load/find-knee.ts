import { performance } from 'node:perf_hooks';
import { stepOf } from '../../loadgen/knee/knee-form.ts';
import { runKnee } from '../../loadgen/knee/run-knee.ts';
import type { KneeResult, KneeStep, KneeVerdict } from '../../loadgen/knee-result.ts';
import type { LoadEvent } from '../../loadgen/result.ts';
import { kneeFormats } from '../../reports/load/formats.ts';
import { kneeStepText } from '../../reports/load/knee.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Conducted, Conducting } from './conducted.ts';
import { loadOnce } from './put-load.ts';
import { withProgress } from './with-progress.ts';
import type { WrittenPlan } from './written-plan.ts';
import { writeLoadReports } from './write-reports.ts';

/** Looks for the highest rate that keeps the gates, and reports. */
export async function findKnee(
  { plan: first, knee, written }: Extract<WrittenPlan, { kind: 'knee' }>,
  conducting: Conducting,
): Promise<Conducted> {
  const run = await withProgress((onEvent) =>
    runKnee({
      knee,
      written,
      planFor: (perSecond) => stepOf(first.name, written, perSecond),
      run: (plan) => loadOnce({ plan, written: { ...written } }, conducting, withoutPlan(onEvent)),
      onStep: (step: KneeStep) => onEvent({ kind: 'stage', text: kneeStepText(step) }),
      signal: conducting.interrupt.signal,
      now: () => performance.now(),
      startedAt: new Date(),
    }),
  );
  if (run.kind !== 'result') return run;
  writeLoadReports(run.result, conducting.settings.reports, kneeFormats);
  return { kind: 'reported', exitCode: exitCodeOf(run.result) };
}

/** The plan of a step is told with what came of it. */
function withoutPlan(onEvent: (event: LoadEvent) => void): (event: LoadEvent) => void {
  return (event) => {
    if (event.kind !== 'plan') onEvent(event);
  };
}

const BY_VERDICT: Readonly<Record<Exclude<KneeVerdict, 'unclear'>, ExitCode>> = {
  found: EXIT.ok,
  'at-least': EXIT.ok,
  none: EXIT.findings,
  invalid: EXIT.invalid,
  died: EXIT.findings,
};

/** A search that ran out of time has still found a rate that holds, or has not. */
function exitCodeOf({ interrupted, verdict, holds }: KneeResult): ExitCode {
  if (interrupted) return EXIT.interrupted;
  if (verdict === 'unclear') return holds === undefined ? EXIT.findings : EXIT.ok;
  return BY_VERDICT[verdict];
}
