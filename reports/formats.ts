import type { RunResult } from '../suites/result.ts';
import { githubReport } from './github.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import { terminalReport } from './terminal.ts';
import type { TerminalOptions } from './terminal.ts';

/** A form a run can be reported in. `text` says in one line what it is for. */
export interface Format {
  readonly text: string;
  readonly render: (run: RunResult, options: TerminalOptions) => string;
}

/** What `--report` offers, by name. A further format is a file of its own and a line here. */
export const formats: Readonly<Record<string, Format>> = {
  terminal: { text: 'for people: findings with their bytes, and the verdict', render: terminalReport },
  json: { text: 'for programs: all of a run, as report.schema.json describes it', render: jsonReport },
  junit: { text: 'for CI servers: each case as a test, as junit.xsd describes it', render: junitReport },
  markdown: { text: 'for the summary of a CI job: findings, the rest folded', render: markdownReport },
  github: { text: 'for GitHub Actions: an annotation for each finding', render: githubReport },
};

/** The format of that name, if there is one. */
export function formatNamed(name: string): Format | undefined {
  return Object.hasOwn(formats, name) ? formats[name] : undefined;
}
