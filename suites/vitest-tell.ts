/** What a test of the vitest front says of its case. */
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';
import type { Clause } from '../spec/clause-schema.ts';
import type { Case } from './case.ts';
import type { CaseResult, Finding } from './result.ts';

interface Telling {
  readonly of: Case;
  readonly clauses: ReadonlyMap<string, Clause>;
  /** Whether a warning fails its test. */
  readonly strict: boolean;
}

/** Ends a test as its case ended: passed, annotated, skipped with the reason, or failed with all that a reader needs. */
export async function tell(
  result: CaseResult,
  context: TestContext,
  { of, clauses, strict }: Telling,
): Promise<void> {
  const text = explained(result, clauses);
  const { verdict, reason = '', observed = '' } = result;
  switch (verdict) {
    case 'pass':
      return;
    case 'observed':
      await context.annotate(observed);
      return;
    case 'known':
    case 'skipped':
    case 'blocked':
    case 'not-observable':
      return context.skip(`${verdict}: ${reason}`);
    case 'warn':
      if (strict) throw failure(text, of);
      await context.annotate(text, 'warning');
      return;
    case 'fail':
    case 'flaky':
    case 'error':
      throw failure(text, of);
  }
}

/** An error that stands where its case is written, so that reporters show the case and not this file. */
function failure(text: string, { file, line }: Case): Error {
  const error = new Error(text);
  error.stack = `Error: ${text}\n    at ${fileURLToPath(new URL(`../spec/${file}`, import.meta.url))}:${line}:1`;
  return error;
}

/** All that a reader needs: what was asked, the clause, what was due, what came, and the bytes. */
export function explained(result: CaseResult, clauses: Telling['clauses']): string {
  const { id, title, reason, findings, hint } = result;
  return [
    `${id}: ${title}`,
    ...(reason === undefined ? [] : [reason]),
    ...findings.flatMap((finding) => findingLines(finding, clauses)),
    ...(hint === undefined ? [] : [`hint: ${hint}`]),
  ].join('\n');
}

function findingLines(
  { clause, level, expected, actual, sent, received, said = [] }: Finding,
  clauses: Telling['clauses'],
): string[] {
  return [
    `${clause} (${level}): ${clauses.get(clause)?.text ?? ''}`,
    `  expected: ${expected.join(' or ')}`,
    `  actual:   ${actual}`,
    ...(sent === '' ? [] : [`  sent:     ${sent}`]),
    ...(received === '' ? [] : [`  received: ${received}`]),
    ...said.map((words) => `  it said:  ${words}`),
  ];
}
