/** The suite as a function: what is asked, and a run with the usual settings. */
import { randomInt } from 'node:crypto';
import { checkSpec } from '../spec/check.ts';
import { choose, type Patterns } from '../spec/choose.ts';
import type { Clause, Protocol } from '../spec/clause-schema.ts';
import { loadSpec } from '../spec/load.ts';
import type { Problem } from '../spec/problem.ts';
import type { Case } from './case.ts';
import { expand } from './expand.ts';
import { openTarget, type Target } from './open-target.ts';
import type { RunResult } from './result.ts';
import { runSuite, type RunOptions } from './run.ts';
import { strictly } from './strict.ts';
import { version } from './version.ts';

export type { OpenTarget, ProfileForm, Target } from './open-target.ts';
export type { CaseResult, Finding, RunEvent, RunResult, TranscriptLine, Verdict } from './result.ts';

/** What is asked of a server. */
export interface Suite {
  readonly protocol: Protocol;
  /** By id, in the order of the specification. */
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly cases: readonly Case[];
}

/**
 * Reads a specification, by default the one that comes along, and makes its cases, axes multiplied.
 * @param folder holds `protocol.yaml`, `clauses.yaml`, `axes.yaml` and `cases/`
 * @throws Error with all that is wrong with its files, a line each
 */
export function loadSuite(folder?: string): Suite {
  const loaded = loadSpec(folder);
  if (loaded.kind === 'problems') throw problemError(loaded.problems);
  const { spec } = loaded;
  const cases = expand(spec);
  const problems = checkSpec(spec, cases);
  if (problems.length > 0) throw problemError(problems);
  return { protocol: spec.protocol, clauses: spec.clauses, cases };
}

/**
 * The suite with those of its cases alone that patterns choose, as `--only` and `--skip` do.
 * @throws Error for a pattern that matches nothing, with what it may have meant
 */
export function chosenFrom(suite: Suite, { only = [], skip = [] }: Partial<Patterns>): Suite {
  const words = { noun: 'case', listing: 'tchatator-check list' };
  const choice = choose(suite.cases, { only, skip }, words);
  if (choice.kind === 'problems') throw new Error(choice.problems.join('\n'));
  return { ...suite, cases: choice.chosen };
}

/** All of it may be left out; the defaults are those of the command line. */
export interface CheckOptions
  extends
    Partial<Patterns>,
    Partial<Pick<RunOptions, 'jobs' | 'patienceMs' | 'bail' | 'repeat' | 'signal' | 'onEvent' | 'baseline'>> {
  /** What to ask; the specification that comes along unless told. */
  readonly suite?: Suite;
  /** Whether a should that is not kept makes its case fail. */
  readonly strict?: boolean;
  /** A whole number up to 2^32 - 1 that mixes the order of the cases. */
  readonly seed?: number;
}

const PATIENCE_MS = 10_000;

/**
 * Asks a server everything, or what `only` and `skip` choose, and stops it again if it was started for that.
 * @returns what the reports are made of; the verdict is in it, and findings are no exceptions
 * @throws Error for a target that cannot be opened or connected to, and for patterns and files that are wrong
 */
export async function checkServer(target: Target, options: CheckOptions = {}): Promise<RunResult> {
  const { only, skip, strict = false, seed, baseline } = options;
  const suite = chosenFrom(options.suite ?? loadSuite(), { ...(only && { only }), ...(skip && { skip }) });
  const { kind, address, profile, sight, stop } = await openTarget(target);
  try {
    const run = await runSuite({
      ...{ kind, address, profile, sight, ...suite },
      jobs: options.jobs ?? 1,
      patienceMs: options.patienceMs ?? PATIENCE_MS,
      bail: options.bail ?? false,
      repeat: options.repeat ?? 1,
      version: version(),
      signal: options.signal ?? new AbortController().signal,
      onEvent: options.onEvent ?? (() => undefined),
      seed: { value: seed ?? randomInt(2 ** 32), shuffles: seed !== undefined },
      startedAt: new Date(),
      ...(baseline !== undefined && { baseline }),
    });
    if (run.kind === 'unreachable') throw new Error(`cannot connect to the target: ${run.reason}`);
    return strict ? strictly(run.result) : run.result;
  } finally {
    await stop();
  }
}

function problemError(problems: readonly Problem[]): Error {
  const lines = problems.map(
    ({ file, line, column, message, cure }) => `${file}:${line}:${column}: ${message}; ${cure}`,
  );
  return new Error(lines.join('\n'));
}
