import { randomInt } from 'node:crypto';
import { createProgress } from '../../reports/progress.ts';
import type { Spec } from '../../spec/load.ts';
import type { Baseline } from '../../suites/baseline.ts';
import type { Case } from '../../suites/case.ts';
import { deviationCases } from '../../suites/dialect/deviation-cases.ts';
import type { RunResult } from '../../suites/result.ts';
import { runSuite, type Run } from '../../suites/run.ts';
import { strictly } from '../../suites/strict.ts';
import { coloursFor } from '../colours.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { readSpecification, selectCases } from '../specification.ts';
import { version } from '../../suites/version.ts';
import { exitCodeOf } from './exit-code.ts';
import { listenForInterrupt, type Interrupt } from './interrupt.ts';
import { saveKnownFindings } from './known-findings.ts';
import { readSettings, type CheckSettings } from './settings.ts';
import { openSubject, type Subject } from './subject.ts';
import { unreachable } from './unreachable.ts';
import { writeReports } from './write-reports.ts';

/** Jobs at once against the bundled server, which is made for it; any other target is treated gently. */
const BUNDLED_JOBS = 4;

/** What has been written gets so long to reach a slow reader. */
const GRACE_MS = 200;

/** Runs the suite and reports. @throws Failure */
export async function check(flags: Readonly<Record<string, unknown>>): Promise<ExitCode> {
  const read = readSettings(flags);
  if (read.kind === 'problems') throw new Failure(EXIT.usage, read.problems);
  const { settings } = read;
  const { spec, cases } = readSpecification();
  const all = [...cases, ...dialectCases(settings, { spec, cases })];
  const selected = selectCases(all, settings);
  if (selected.length === 0) throw new Failure(EXIT.cannotRun, ['--only and --skip leave no case to run']);
  const interrupt = listenForInterrupt();
  const opening = openSubject(settings, { log: (line) => console.error(line), signal: interrupt.signal });
  try {
    const subject = await Promise.race([opening, interrupt.requested]);
    if (subject === undefined) throw new Failure(EXIT.interrupted, ['interrupted before anything was run']);
    const baseline = baselineFor(settings, all);
    const run = await runAll(subject, { settings, spec, selected, interrupt, baseline });
    if (run.kind === 'unreachable') throw await unreachable(subject, run.reason);
    const known = saved(run.result, { settings, baseline });
    const result = settings.strict ? strictly(known) : known;
    writeReports(result, { settings, spec, selected });
    return exitCodeOf(result, settings);
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

/** What tries the protocol's own form where the target is said to speak a dialect. */
function dialectCases(
  { target }: CheckSettings,
  { spec, cases }: { spec: Spec; cases: readonly Case[] },
): Case[] {
  const dialect = target.kind === 'bundled' ? undefined : target.profile.dialect;
  return dialect === undefined ? [] : deviationCases(dialect, cases, spec.protocol);
}

interface Parts {
  settings: CheckSettings;
  spec: Spec;
  selected: readonly Case[];
  interrupt: Interrupt;
  baseline: Baseline | undefined;
}

/** What is known, held against all cases there are: an entry may name one that this run leaves out. */
function baselineFor({ known }: CheckSettings, cases: readonly Case[]): Baseline | undefined {
  if (known === undefined) return undefined;
  const { file, entries } = known;
  return { file, entries, cases, today: new Date().toISOString().slice(0, 10) };
}

function saved(
  run: RunResult,
  { settings: { known }, baseline }: Pick<Parts, 'settings' | 'baseline'>,
): RunResult {
  if (known?.isUpdated !== true || baseline === undefined) return run;
  return saveKnownFindings(run, { known, baseline }, (line) => console.error(line));
}

async function runAll(
  subject: Subject,
  { settings, spec, selected, interrupt, baseline }: Parts,
): Promise<Run> {
  const isLive = process.stderr.isTTY && process.env.NO_COLOR === undefined && process.env.CI === undefined;
  const progress = createProgress({
    chalk: coloursFor('stderr'),
    width: process.stderr.columns,
    mode: isLive ? 'live' : 'plain',
    now: () => performance.now(),
  });
  // Loaded only now: it takes a client of PostgreSQL, which nobody should wait for before the run.
  const { openSight } = await import('../../target/sight.ts');
  const opened = await openSight(subject.profile, subject.databaseUrl);
  if (opened?.sight.kind === 'unseen') console.error(`nothing is looked for: ${opened.sight.why}`);
  const run = await runSuite({
    address: subject.address,
    kind: subject.kind,
    profile: subject.profile,
    protocol: spec.protocol,
    clauses: spec.clauses,
    cases: selected,
    jobs: settings.jobs ?? (subject.kind === 'bundled' ? BUNDLED_JOBS : 1),
    patienceMs: settings.patienceMs,
    sight: opened?.sight,
    bail: settings.bail,
    version: version(),
    signal: interrupt.signal,
    onEvent: (event) => process.stderr.write(progress.event(event)),
    seed: {
      value: settings.seed ?? randomInt(2 ** 32),
      shuffles: settings.seed !== undefined || settings.repeat > 1,
    },
    repeat: settings.repeat,
    startedAt: new Date(),
    ...(subject.lifeline && { lifeline: subject.lifeline }),
    ...(baseline !== undefined && { baseline }),
  }).finally(() => opened?.close());
  process.stderr.write(progress.end());
  return run;
}
