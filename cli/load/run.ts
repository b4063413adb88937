import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { machineClock } from '../../loadgen/clock.ts';
import { isLoopback } from '../../loadgen/own-address.ts';
import { planProblems } from '../../loadgen/plan-problems.ts';
import { runLoad, type Loaded } from '../../loadgen/run-load.ts';
import { WHOLE } from '../../loadgen/share.ts';
import { runInThreads } from '../../loadgen/workers.ts';
import { createLoadProgress } from '../../reports/load/progress.ts';
import { listenForInterrupt, type Interrupt } from '../check/interrupt.ts';
import { openSubject, type Subject } from '../check/subject.ts';
import { coloursFor } from '../colours.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { version } from '../version.ts';
import { exitCodeOf } from './exit-code.ts';
import { provisionFor } from './provide.ts';
import { insistOnOwn } from './insist-on-own.ts';
import { readSettings, type LoadSettings } from './settings.ts';
import { writeLoadReports } from './write-reports.ts';

/** What has been written gets so long to reach a slow reader. */
const GRACE_MS = 200;

/** Runs a plan and reports. @throws Failure */
export async function load(flags: Readonly<Record<string, unknown>>): Promise<ExitCode> {
  const read = readSettings(flags);
  if (read.kind === 'problems') throw new Failure(EXIT.usage, read.problems);
  const { settings } = read;
  const interrupt = listenForInterrupt();
  const opening = open(settings, interrupt);
  try {
    const subject = await Promise.race([opening, interrupt.requested]);
    if (subject === undefined) throw interrupted();
    const problems = subject.kind === 'bundled' ? [] : planProblems(settings.plan, subject.profile);
    if (problems.length > 0) throw new Failure(EXIT.usage, problems);
    const loaded = await put(subject, settings, interrupt);
    if (loaded.kind === 'interrupted') throw interrupted();
    if (loaded.kind === 'cannot') throw new Failure(EXIT.cannotRun, [...loaded.why, CURE]);
    writeLoadReports(loaded.result, settings.reports);
    return exitCodeOf(loaded.result);
  } finally {
    await opening.then(
      (subject) => subject.stop(),
      () => undefined,
    );
    // What an interrupted run was still waiting for must not keep the process.
    if (interrupt.signal.aborted) setTimeout(() => process.exit(EXIT.interrupted), GRACE_MS).unref();
    interrupt.release();
  }
}

const CURE = 'see that the server runs and that its accounts are right; a user can be connected once only';

function interrupted(): Failure {
  return new Failure(EXIT.interrupted, ['interrupted before anything was measured']);
}

/** An address is looked at before anything is sent there. */
async function open(settings: LoadSettings, { signal }: Interrupt): Promise<Subject> {
  const { target } = settings;
  const address = target.kind === 'bundled' ? undefined : target.profile.target;
  if (address !== undefined) await insistOnOwn(address, settings.isOwned);
  const log = (line: string): void => console.error(line);
  return openSubject(settings, { log, signal, ...provisionFor(settings.plan) });
}

async function put(subject: Subject, settings: LoadSettings, { signal }: Interrupt): Promise<Loaded> {
  const { plan, written, workers, pacing } = settings;
  const isLive = process.stderr.isTTY && process.env.NO_COLOR === undefined && process.env.CI === undefined;
  const progress = createLoadProgress({
    chalk: coloursFor('stderr'),
    width: process.stderr.columns,
    mode: isLive ? 'live' : 'plain',
  });
  const loaded = await runLoad({
    plan,
    written,
    share: WHOLE,
    target: { kind: subject.kind, address: subject.address },
    profile: subject.profile,
    workers,
    ...(pacing !== undefined && { pacing }),
    machine: { cores: availableParallelism(), isLocal: isLoopback(subject.address.host) },
    tag: randomInt(36 ** 6)
      .toString(36)
      .padStart(6, '0'),
    version: version(),
    startedAt: new Date(),
    signal,
    onEvent: (event) => process.stderr.write(progress.event(event)),
    now: machineClock(),
    cpuMs: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
    runJobs: runInThreads,
  });
  process.stderr.write(progress.end());
  return loaded;
}
