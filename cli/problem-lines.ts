import type { Problem } from '../spec/problem.ts';

/** Problems of YAML files as editors and people read them: one a line, with place and cure. */
export function problemLines(problems: readonly Problem[]): string[] {
  return problems.map(
    ({ file, line, column, message, cure }) => `${file}:${line}:${column}: ${message}; ${cure}`,
  );
}
