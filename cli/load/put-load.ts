import { availableParallelism, networkInterfaces } from 'node:os';
import { machineClock } from '../../loadgen/clock.ts';
import { isThisMachine } from '../../loadgen/own-address.ts';
import { runLoad, type Loaded } from '../../loadgen/run-load.ts';
import type { LoadEvent } from '../../loadgen/result.ts';
import { WHOLE } from '../../loadgen/share.ts';
import { runInThreads } from '../../loadgen/workers.ts';
import { loadFormats } from '../../reports/load/formats.ts';
import { version } from '../../suites/version.ts';
import type { Conducted, Conducting } from './conducted.ts';
import { exitCodeOf } from './exit-code.ts';
import { randomTag } from './random-tag.ts';
import { withProgress } from './with-progress.ts';
import type { WrittenPlan } from './written-plan.ts';
import { writeLoadReports } from './write-reports.ts';

type LoadTask = Extract<WrittenPlan, { kind: 'load' }>;

/** Puts load on a target as a plan says, and reports. */
export async function putLoad(task: LoadTask, conducting: Conducting): Promise<Conducted> {
  const loaded = await withProgress((onEvent) => loadOnce(task, conducting, onEvent));
  if (loaded.kind !== 'result') return loaded;
  writeLoadReports(loaded.result, conducting.settings.reports, loadFormats);
  return { kind: 'reported', exitCode: exitCodeOf(loaded.result) };
}

/** One run of a plan. */
export function loadOnce(
  { plan, written }: { plan: LoadTask['plan']; written: Readonly<Record<string, unknown>> },
  { subject, settings, interrupt }: Conducting,
  onEvent: (event: LoadEvent) => void,
): Promise<Loaded> {
  const { workers, pacing } = settings;
  return runLoad({
    plan,
    written,
    share: WHOLE,
    target: { kind: subject.kind, address: subject.address },
    profile: subject.profile,
    workers,
    ...(pacing !== undefined && { pacing }),
    machine: { cores: availableParallelism(), isLocal: isThisMachine(subject.address.host, ownAddresses()) },
    tag: randomTag(),
    version: version(),
    startedAt: new Date(),
    signal: interrupt.signal,
    onEvent,
    now: machineClock(),
    cpuMs: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
    runJobs: runInThreads,
  });
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((each = []) => each.map(({ address }) => address));
}
