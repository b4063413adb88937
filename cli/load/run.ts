import { listenForInterrupt, type Interrupt } from '../check/interrupt.ts';
import { openSubject, type Subject } from '../check/subject.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import type { Conducted, Conducting } from './conducted.ts';
import { findKnee } from './find-knee.ts';
import { insistOnOwn } from './insist-on-own.ts';
import { provisionFor } from './provide.ts';
import { putLoad } from './put-load.ts';
import { readSettings, type LoadSettings } from './settings.ts';
import { taskProblems } from './task-problems.ts';
import { verifyLimits } from './verify-limits.ts';
import type { WrittenPlan } from './written-plan.ts';

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
    const problems = subject.kind === 'bundled' ? [] : taskProblems(settings, subject.profile);
    if (problems.length > 0) throw new Failure(EXIT.usage, problems);
    const conducted = await conduct(settings.task, { subject, settings, interrupt });
    if (conducted.kind === 'interrupted') throw interrupted();
    if (conducted.kind === 'cannot')
      throw new Failure(EXIT.cannotRun, [...conducted.why, conducted.cure ?? CURE]);
    return conducted.exitCode;
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

function conduct(task: WrittenPlan, conducting: Conducting): Promise<Conducted> {
  switch (task.kind) {
    case 'load':
      return putLoad(task, conducting);
    case 'limits':
      return verifyLimits(task, conducting);
    case 'knee':
      return findKnee(task, conducting);
  }
}

/** An address is looked at before anything is sent there. */
async function open(settings: LoadSettings, { signal }: Interrupt): Promise<Subject> {
  const { target } = settings;
  const address = target.kind === 'bundled' ? undefined : target.profile.target;
  if (address !== undefined) await insistOnOwn(address, settings.isOwned);
  const log = (line: string): void => console.error(line);
  return openSubject(settings, { log, signal, ...provisionFor(settings.task) });
}
