import type { Clause } from '../spec/clause-schema.ts';
import type { Mask } from '../wire/mask.ts';
import type { Case } from './case.ts';
import type { InfoForm } from './learnt.ts';
import type { Played, StepRecord } from './played.ts';

/** What a step shows. `broken`: an expectation was missed. The first four end the judgement of the case. */
export type Ruling =
  | { kind: 'blocked'; why: string }
  /** The target answered 426 where nothing was to be learnt of limits: the suite's own traffic may have earned it. */
  | { kind: 'limited'; actor: string }
  | { kind: 'error'; why: string }
  | { kind: 'skipped'; why: string }
  | { kind: 'not-observable'; why: string }
  | { kind: 'broken'; clause: string; expected: string[]; actual: string }
  | { kind: 'observed'; what: string }
  | { kind: 'held' };

/** What rulings are made of, beside the step and its record. */
export interface Judging {
  readonly of: Case;
  readonly played: Played;
  readonly clauses: ReadonlyMap<string, Clause>;
  /** How the target has been seen to write message information. */
  readonly info: InfoForm;
  /** The tokens of all accounts, none of which may show in what the target tells. */
  readonly tokens: readonly string[];
  /** Hides them in what is told of the target’s answers. */
  readonly mask: Mask;
}

/** What rulings on a poll are made of, beside its options. */
export interface PollJudging {
  readonly record: Extract<StepRecord, { kind: 'poll' }>;
  readonly judging: Judging & { readonly clause: string };
}
