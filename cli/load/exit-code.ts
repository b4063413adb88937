import type { LoadResult, LoadVerdict } from '../../loadgen/result.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

const BY_VERDICT: Readonly<Record<LoadVerdict, ExitCode>> = {
  passed: EXIT.ok,
  failed: EXIT.findings,
  died: EXIT.findings,
  invalid: EXIT.invalid,
};

/** What a load run tells other programs. */
export function exitCodeOf({ interrupted, verdict }: Pick<LoadResult, 'interrupted' | 'verdict'>): ExitCode {
  return interrupted ? EXIT.interrupted : BY_VERDICT[verdict];
}
