import type { Death } from '../target/lifeline.ts';
import type { Account } from '../target/profile.ts';
import type { CaseResult } from './result.ts';

/**
 * What became of one play of a case. `limited`: by a 426 for want of quota, or by one that traffic before the run may have
 * earned, which it cannot be any more at `doubtEndsMs`. `repeat`: it has to be played again; `dead`: the server does not
 * live any more.
 */
export type Outcome =
  | { kind: 'result'; result: CaseResult }
  | { kind: 'limited'; result: CaseResult; accounts: readonly Account[]; doubtEndsMs?: number }
  | { kind: 'repeat' }
  | { kind: 'dead'; result: CaseResult; death: Death | undefined };
