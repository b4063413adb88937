import { randomUUID } from 'node:crypto';
import { appendFileSync, fstatSync, writeFileSync } from 'node:fs';
import { formatNamed } from '../../reports/formats.ts';
import type { ClauseText, TerminalOptions } from '../../reports/terminal/options.ts';
import type { Spec } from '../../spec/load.ts';
import type { Case } from '../../suites/case.ts';
import type { RunResult } from '../../suites/result.ts';
import { coloursFor } from '../colours.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { githubActions, withoutCommands } from './github-actions.ts';
import type { ReportTo } from './report-to.ts';
import type { CheckSettings } from './settings.ts';

export interface ReportParts {
  readonly settings: CheckSettings;
  readonly spec: Spec;
  readonly selected: readonly Case[];
}

/** Files have no width of their own. */
const FILE_COLUMNS = 100;

/**
 * Writes every report that is asked for, and under GitHub Actions annotations and a summary beside them.
 * @throws Failure for files that cannot be written, after all the others have been
 */
export function writeReports(run: RunResult, parts: ReportParts): void {
  const { reports } = parts.settings;
  const problems = reports.flatMap(({ format, file }) => {
    if (file !== undefined)
      return tryWriting(`--report ${format}=${file}`, () =>
        writeFileSync(file, rendered(format, run, { parts, to: 'file' })),
      );
    print(format, rendered(format, run, { parts, to: 'stdout' }));
    return [];
  });
  const isAskedFor = (name: string): boolean => reports.some(({ format }) => format === name);
  const actions = githubActions(process.env);
  if (actions !== undefined && !isAskedFor('github')) {
    // The runner stops hearing both streams at once, so what it must hear comes behind the token that ends that.
    const stream = reports.some(isGuarded) ? process.stdout : process.stderr;
    stream.write(rendered('github', run, { parts, to: 'file' }));
  }
  const summary = isAskedFor('markdown') ? undefined : actions?.summaryFile;
  if (summary !== undefined)
    problems.push(
      ...tryWriting('GITHUB_STEP_SUMMARY', () =>
        appendFileSync(summary, rendered('markdown', run, { parts, to: 'file' })),
      ),
    );
  if (problems.length > 0) throw new Failure(EXIT.usage, problems);
}

/** What people read may quote the target, and GitHub Actions takes commands from all that it prints. */
function print(format: string, text: string): void {
  process.stdout.write(isGuarded({ format }) ? withoutCommands(text, randomUUID()) : text);
}

/** Whether a report stands on standard output between commands that keep the runner from hearing it. */
function isGuarded({ format, file }: ReportTo): boolean {
  const isForPeople = format === 'terminal' || format === 'markdown';
  if (file !== undefined || !isForPeople || githubActions(process.env) === undefined) return false;
  return !fstatSync(process.stdout.fd).isFile();
}

function tryWriting(name: string, write: () => void): string[] {
  try {
    write();
    return [];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [`${name}: cannot be written: ${error.message}`];
  }
}

function rendered(
  name: string,
  run: RunResult,
  { parts, to }: { parts: ReportParts; to: 'file' | 'stdout' },
): string {
  const format = formatNamed(name);
  if (format === undefined) throw new Error(`no report format ${name}`);
  const options: TerminalOptions = {
    chalk: coloursFor(to),
    width: to === 'stdout' ? process.stdout.columns : FILE_COLUMNS,
    verbose: parts.settings.verbose,
    clauses: clauseTexts(parts.spec),
    rerun: (id) => rerun(id, parts),
  };
  return format.render(run, options);
}

/** What the preflight and the whole run show cannot be chosen: it shows in every run. */
function rerun(id: string, { settings, selected }: ReportParts): string {
  const only = selected.some((each) => each.id === id) ? ['--only', id] : [];
  return ['tchatator-check', 'check', ...settings.rerunFlags, ...only].join(' ');
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
