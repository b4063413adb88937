import type { Problem } from './problem.ts';
import type { Step } from './step.ts';

/** A case as it will be played: written by hand, or made by an axis. */
export type ExpandedCase = {
  readonly id: string;
  /** Former ids. */
  readonly aliases: readonly string[];
  /** At least one; the first is what a miss breaks when the step names no other. */
  readonly clauses: readonly string[];
  /** Ids of the cases this one depends on. */
  readonly needs: readonly string[];
  readonly steps: readonly Step[];
  readonly file: string;
  readonly line: number;
};

/** A problem of one case, at the place the case begins. */
export function problemOf({ id, file, line }: ExpandedCase, message: string, cure: string): Problem {
  return { file, line, column: 1, message: `${id}: ${message}`, cure };
}
