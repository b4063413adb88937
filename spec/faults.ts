/** What zod found wrong, boiled down: of a union only the alternative that was meant. */
import type { z } from 'zod';
import type { Path } from './problem.ts';

export type Fault =
  | { kind: 'unknown-key'; path: Path; key: string }
  | { kind: 'wrong-kind'; path: Path; kinds: string[] }
  | { kind: 'not-one-of'; path: Path; values: string[] }
  /** `need` says what would fit, such as "a clause id such as M7". */
  | { kind: 'unfit'; path: Path; need: string }
  | { kind: 'rule'; path: Path; message: string };

type Issue = z.core.$ZodIssue;

/** The faults behind `issues`, with paths from where the parse began. */
export function faultsOf(issues: readonly Issue[]): Fault[] {
  return issues.flatMap(faultsOfIssue);
}

function faultsOfIssue(issue: Issue): Fault[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ kind: 'unknown-key', path, key }));
    case 'invalid_key':
      return [{ kind: 'unknown-key', path: path.slice(0, -1), key: String(path.at(-1)) }];
    case 'invalid_type':
      return [{ kind: 'wrong-kind', path, kinds: [WORDS[issue.expected] ?? issue.expected] }];
    case 'invalid_value':
      return [{ kind: 'not-one-of', path, values: issue.values.map(String) }];
    case 'invalid_format':
      return [{ kind: 'unfit', path, need: needOf(issue) }];
    case 'too_small':
      return [{ kind: 'unfit', path, need: `at least ${quantity(issue.minimum, issue.origin)}` }];
    case 'too_big':
      return [{ kind: 'unfit', path, need: `at most ${quantity(issue.maximum, issue.origin)}` }];
    case 'invalid_union':
      return meant(issue.errors.map(faultsOf), path);
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return [{ kind: 'rule', path, message: issue.message }];
  }
}

const WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  boolean: 'true or false',
};

/** The schema's own words, where it has some; else the bare pattern. */
function needOf(issue: z.core.$ZodIssueInvalidStringFormat): string {
  return issue.message.startsWith('Invalid ') ? `text that matches ${issue.pattern ?? ''}` : issue.message;
}

const UNITS: Record<string, string> = { string: 'letter', array: 'item' };

function quantity(bound: number | bigint, origin: string): string {
  const unit = UNITS[origin];
  if (unit === undefined) return String(bound);
  return `${String(bound)} ${Number(bound) === 1 ? unit : `${unit}s`}`;
}

/**
 * The alternative of a union that was meant: one of the right kind of value, then the one with the fewest faults. Where
 * the alternatives only differ in the words or kinds they allow, they are taken together.
 */
function meant(alternatives: Fault[][], at: Path): Fault[] {
  const kinds = alternatives.flatMap((faults) => faults.flatMap((fault) => kindsAtTop(fault)));
  const ofRightKind = alternatives.filter((faults) => !faults.some((fault) => kindsAtTop(fault).length > 0));
  if (ofRightKind.length === 0) return [{ kind: 'wrong-kind', path: at, kinds: [...new Set(kinds)] }];

  const values = ofRightKind.flatMap((faults) => faults.flatMap((fault) => valuesAtTop(fault)));
  const deeper = ofRightKind.filter((faults) => !faults.some((fault) => valuesAtTop(fault).length > 0));
  if (deeper.length === 0) return [{ kind: 'not-one-of', path: at, values: [...new Set(values)] }];

  const nearest = deeper.reduce((best, faults) => (faults.length < best.length ? faults : best));
  const unknown = nearest.filter((fault) => fault.kind === 'unknown-key');
  // A key that is not known is most often the misspelt one that is missing: say it once.
  const said = deeper.length > 1 && unknown.length > 0 ? unknown : nearest;
  return said.map((fault) => ({ ...fault, path: [...at, ...fault.path] }));
}

function kindsAtTop(fault: Fault): string[] {
  return fault.kind === 'wrong-kind' && fault.path.length === 0 ? fault.kinds : [];
}

function valuesAtTop(fault: Fault): string[] {
  return fault.kind === 'not-one-of' && fault.path.length === 0 ? fault.values : [];
}
