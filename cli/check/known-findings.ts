import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { applyBaseline } from '../../suites/apply-baseline.ts';
import type { Baseline, BaselineEntry } from '../../suites/baseline.ts';
import { readBaseline } from '../../suites/read-baseline.ts';
import type { RunResult } from '../../suites/result.ts';
import { updateBaseline } from '../../suites/update-baseline.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { problemLines } from '../problem-lines.ts';
import { whyUnwritable } from './report-to.ts';
import { updateLines } from './update-lines.ts';

/** The baseline file as it was found; empty where there is none yet. */
export interface KnownFindings {
  readonly file: string;
  readonly text: string;
  readonly entries: readonly BaselineEntry[];
  /** Whether it is to be brought up to what the run finds. */
  readonly isUpdated: boolean;
}

/** What the command line tells of a baseline. */
export interface ToldBaseline {
  readonly baseline?: string | undefined;
  readonly updateBaseline: boolean;
}

/** Reads the baseline that is named, if one is; what is wrong is added to `problems`. */
export function readKnownFindings(told: ToldBaseline, problems: string[]): KnownFindings | undefined {
  const { baseline: file, updateBaseline: isUpdated } = told;
  if (file === undefined) {
    if (isUpdated) problems.push('--update-baseline: name the file with --baseline');
    return undefined;
  }
  const unwritable = isUpdated ? whyUnwritable(file) : undefined;
  if (unwritable !== undefined) problems.push(`--baseline ${file}: ${unwritable}`);
  if (unwritable !== undefined) return undefined;
  if (isUpdated && !existsSync(file)) return { file, text: '', entries: [], isUpdated };
  return readFile(file, isUpdated, problems);
}

function readFile(file: string, isUpdated: boolean, problems: string[]): KnownFindings | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const read = readBaseline(file, text);
    if (read.kind === 'entries') return { file, text, entries: read.entries, isUpdated };
    problems.push(...problemLines(read.problems));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    problems.push(`--baseline ${file}: cannot be read: ${error.message}; --update-baseline begins one`);
  }
  return undefined;
}

/**
 * Writes the file anew, if that is wanted and the run has something to say, and tells so.
 * @returns the run in the light of what is known from now on
 * @throws Failure when the file cannot be written
 */
export function saveKnownFindings(
  run: RunResult,
  { known, baseline }: { known: KnownFindings; baseline: Baseline },
  log: (line: string) => void,
): RunResult {
  const { file, text } = known;
  const unfit = whyUnfit(run);
  if (unfit !== undefined) {
    log(`${file} stays as it was: ${unfit}`);
    return run;
  }
  const updated = updateBaseline(text, run, baseline);
  if (updated.text !== text) write(file, updated.text);
  for (const line of updateLines(file, updated)) log(line);
  const read = readBaseline(file, updated.text);
  if (read.kind === 'problems') throw new Error(problemLines(read.problems).join('\n'));
  return applyBaseline(run, { ...baseline, entries: read.entries });
}

/** Why a run that came to an early end says too little to be written down. */
function whyUnfit({ interrupted, results }: RunResult): string | undefined {
  if (interrupted) return 'the run was interrupted';
  const stopper = results.find(({ id, verdict }) => id.startsWith('preflight/') && verdict === 'fail');
  return stopper === undefined ? undefined : `${stopper.id} failed, so that little could be asked`;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const line = `--baseline ${file}: cannot be written: ${error.message}`;
    throw new Failure(EXIT.cannotRun, [line], { cause: error });
  }
}
