import type { CaseSource } from '../spec/case-schema.ts';
import type { Level } from './result.ts';
import type { Step } from '../spec/step.ts';
import type { Deviation } from './dialect/deviations.ts';
import type { Need } from '../target/assign.ts';

/** When a case runs: what leaves traces or may do harm comes later, so that it cannot spoil the others. */
export const PHASES = ['ordinary', 'blocks', 'limits', 'bans', 'harm'] as const;
export type Phase = (typeof PHASES)[number];

export type Requirement = NonNullable<CaseSource['requires']>[number];

/** One case, ready to be played: hand-written, or made by an axis. */
export interface Case {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  /** At least one; the first is what a miss breaks when the step names no other. */
  readonly clauses: readonly [string, ...string[]];
  /** That of the first clause. */
  readonly level: Level;
  readonly why?: string;
  readonly hint?: string;
  /** Ids of the cases this one depends on. */
  readonly needs: readonly string[];
  readonly requires: readonly Requirement[];
  readonly alone: boolean;
  readonly phase: Phase;
  readonly steps: readonly Step[];
  /** Of a case that tries the protocol's own form on a target that speaks a dialect: in which point. */
  readonly deviation?: Deviation;
  /** The accounts it borrows, one for each actor. */
  readonly accounts: readonly Need[];
  /** Where it stands in spec/. */
  readonly file: string;
  readonly line: number;
}

/** Whether a case looks into the target's database. */
export function looks({ steps }: Pick<Case, 'steps'>): boolean {
  return steps.some(({ kind }) => kind === 'look');
}
