import type { Account } from '../target/profile.ts';
import type { Case } from './case.ts';
import type { Unplayed } from './case-result.ts';
import type { Lives } from './lives.ts';
import type { Outcome } from './outcome.ts';
import type { CaseResult } from './result.ts';

export interface ScheduleOptions {
  readonly jobs: number;
  /** How often each case is played. */
  readonly repeat: number;
  readonly bail: boolean;
  readonly signal: AbortSignal;
  /** Why a case cannot be asked of this target at all, or undefined. */
  readonly unmet: (each: Case) => Unplayed | undefined;
  /** Plays and judges one case; `attempt` counts from 1. */
  readonly play: (each: Case, accounts: ReadonlyMap<string, Account>, attempt: number) => Promise<Outcome>;
  /**
   * A result as it is to be told, in the light of what is known beforehand: a known failure ends no run. What depends on
   * its case is blocked all the same.
   */
  readonly inLight?: (result: CaseResult) => CaseResult;
  readonly onResult: (result: CaseResult) => void;
  readonly onStart: (each: Case) => void;
  readonly lives: Lives;
}
