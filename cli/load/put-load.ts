import { availableParallelism, networkInterfaces } from 'node:os';
import { runJobsWithAutocannon } from '../../loadgen/autocannon.ts';
import { machineClock } from '../../loadgen/clock.ts';
import { isThisMachine } from '../../loadgen/own-address.ts';
import { runLoad, type Loaded } from '../../loadgen/run-load.ts';
import type { LoadEvent, LoadResult } from '../../loadgen/result.ts';
import { runInThreads } from '../../loadgen/workers.ts';
import { loadFormats, runsFormats } from '../../reports/load/formats.ts';
import { version } from '../../suites/version.ts';
import { EXIT } from '../exit-codes.ts';
import type { Conducted, Conducting } from './conducted.ts';
import { exitCodeOf, exitCodeOfAll } from './exit-code.ts';
import { randomTag } from './random-tag.ts';
import { withProgress } from './with-progress.ts';
import type { WrittenPlan } from './written-plan.ts';
import { writeLoadReports } from './write-reports.ts';

type LoadTask = Extract<WrittenPlan, { kind: 'load' }>;

/** Puts load on a target as a plan says, and reports. */
export async function putLoad(task: LoadTask, conducting: Conducting): Promise<Conducted> {
  if (conducting.settings.runs > 1) return putLoadAgain(task, conducting);
  const loaded = await withProgress((onEvent) => loadOnce(task, conducting, onEvent));
  if (loaded.kind !== 'result') return loaded;
  writeLoadReports(loaded.result, conducting.settings.reports, loadFormats);
  return { kind: 'reported', exitCode: exitCodeOf(loaded.result) };
}

/** The same plan several times in a row, until one of them ends otherwise than planned; what there is, is reported. */
async function putLoadAgain(task: LoadTask, conducting: Conducting): Promise<Conducted> {
  const { runs, reports } = conducting.settings;
  const results: LoadResult[] = [];
  const last = await withProgress(async (onEvent) => {
    for (;;) {
      onEvent({ kind: 'stage', text: `run ${results.length + 1} of ${runs}` });
      const loaded = await loadOnce(task, conducting, onEvent);
      if (loaded.kind !== 'result') return loaded;
      results.push(loaded.result);
      const { interrupted, verdict } = loaded.result;
      if (results.length === runs || interrupted || verdict === 'died') return loaded;
    }
  });
  if (results.length > 0) writeLoadReports(results, reports, runsFormats);
  if (last.kind === 'cannot') return last;
  if (results.length === 0) return { kind: 'interrupted' };
  return {
    kind: 'reported',
    exitCode: last.kind === 'interrupted' ? EXIT.interrupted : exitCodeOfAll(results),
  };
}

/** One run of a plan. */
export function loadOnce(
  { plan, written }: { plan: LoadTask['plan']; written: Readonly<Record<string, unknown>> },
  { subject, settings, interrupt }: Conducting,
  onEvent: (event: LoadEvent) => void,
): Promise<Loaded> {
  const { workers, pacing, share, engine, startAt } = settings;
  return runLoad({
    plan,
    written,
    share,
    engine,
    target: { kind: subject.kind, address: subject.address },
    profile: subject.profile,
    workers,
    ...(pacing !== undefined && { pacing }),
    machine: { cores: availableParallelism(), isLocal: isThisMachine(subject.address.host, ownAddresses()) },
    tag: randomTag(),
    version: version(),
    startedAt: startAt ?? new Date(),
    ...(startAt !== undefined && { untilStartMs: () => startAt.getTime() - Date.now() }),
    signal: interrupt.signal,
    onEvent,
    now: machineClock(),
    cpuMs: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
    runJobs: engine === 'own' ? runInThreads : runJobsWithAutocannon,
  });
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((each = []) => each.map(({ address }) => address));
}
