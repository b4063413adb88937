import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { formatNamed } from '../../reports/formats.ts';
import type { ClauseText } from '../../reports/terminal/options.ts';
import { createProgress } from '../../reports/progress.ts';
import type { Spec } from '../../spec/load.ts';
import type { Case } from '../../suites/case.ts';
import type { RunResult } from '../../suites/result.ts';
import { runSuite, type Run } from '../../suites/run.ts';
import { showAddress } from '../../target/profile.ts';
import { coloursFor } from '../colours.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { readSpecification, selectCases } from '../specification.ts';
import { version } from '../version.ts';
import { exitCodeOf } from './exit-code.ts';
import { listenForInterrupt, type Interrupt } from './interrupt.ts';
import type { ReportTo } from './report-to.ts';
import { readSettings, type CheckSettings } from './settings.ts';
import { openSubject, type Subject } from './subject.ts';

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
  const selected = selectCases(cases, settings);
  if (selected.length === 0) throw new Failure(EXIT.cannotRun, ['--only and --skip leave no case to run']);
  const interrupt = listenForInterrupt();
  const opening = openSubject(settings, (line) => console.error(line));
  try {
    const subject = await Promise.race([opening, interrupt.requested]);
    if (subject === undefined) throw new Failure(EXIT.interrupted, ['interrupted before anything was run']);
    const run = await runAll(subject, { settings, spec, selected, interrupt });
    if (run.kind === 'unreachable') throw unreachable(subject, run.reason);
    for (const to of settings.reports) writeReport(run.result, to, { settings, spec, selected });
    return exitCodeOf(run.result, settings);
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

interface Parts {
  settings: CheckSettings;
  spec: Spec;
  selected: readonly Case[];
  interrupt: Interrupt;
}

async function runAll(subject: Subject, { settings, spec, selected, interrupt }: Parts): Promise<Run> {
  const isLive = process.stderr.isTTY && process.env.NO_COLOR === undefined && process.env.CI === undefined;
  const progress = createProgress({
    chalk: coloursFor('stderr'),
    width: process.stderr.columns,
    mode: isLive ? 'live' : 'plain',
    now: () => performance.now(),
  });
  const run = await runSuite({
    address: subject.address,
    kind: subject.kind,
    profile: subject.profile,
    protocol: spec.protocol,
    clauses: spec.clauses,
    cases: selected,
    jobs: settings.jobs ?? (subject.kind === 'bundled' ? BUNDLED_JOBS : 1),
    patienceMs: settings.patienceMs,
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
  });
  process.stderr.write(progress.end());
  return run;
}

/** What the preflight and the whole run show cannot be chosen: it shows in every run. */
function rerun(id: string, { settings, selected }: Pick<Parts, 'settings' | 'selected'>): string {
  const only = selected.some((each) => each.id === id) ? ['--only', id] : [];
  return ['tchatator-check', 'check', ...settings.rerunFlags, ...only].join(' ');
}

type ReportParts = Pick<Parts, 'settings' | 'spec' | 'selected'>;

function writeReport(run: RunResult, to: ReportTo, { settings, spec, selected }: ReportParts): void {
  const format = formatNamed(to.format);
  if (format === undefined) throw new Error(`no report format ${to.format}`);
  const text = format.render(run, {
    chalk: coloursFor(to.file === undefined ? 'stdout' : 'file'),
    width: to.file === undefined ? process.stdout.columns : 100,
    verbose: settings.verbose,
    clauses: clauseTexts(spec),
    rerun: (id) => rerun(id, { settings, selected }),
  });
  if (to.file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(to.file, text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Failure(EXIT.usage, [`--report ${to.format}=${to.file}: cannot be written: ${error.message}`], {
      cause: error,
    });
  }
}

/** What a report says of a clause. */
function clauseTexts({ clauses }: Spec): Map<string, ClauseText> {
  return new Map(
    [...clauses].map(([id, { text, level, source }]) => [
      id,
      { text, level, ...(source !== undefined && { source }) },
    ]),
  );
}

function unreachable({ address }: Subject, reason: string): Failure {
  return new Failure(EXIT.cannotRun, [
    `cannot connect to ${showAddress(address)}: ${reason}`,
    'start the server, or correct --target or the profile',
  ]);
}
