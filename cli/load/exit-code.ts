import type { LoadResult, LoadVerdict } from '../../loadgen/result.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

const BY_VERDICT: Readonly<Record<LoadVerdict, ExitCode>> = {
  passed: EXIT.ok,
  failed: EXIT.findings,
  died: EXIT.findings,
  invalid: EXIT.invalid,
};

/** What repeated runs tell other programs: the worst of them, figures of the target before doubts about the generator. */
export function exitCodeOfAll(results: readonly LoadResult[]): ExitCode {
  const codes = new Set(results.map(exitCodeOf));
  return [EXIT.interrupted, EXIT.findings, EXIT.invalid].find((code) => codes.has(code)) ?? EXIT.ok;
}

/** What a load run tells other programs. */
export function exitCodeOf({ interrupted, verdict }: Pick<LoadResult, 'interrupted' | 'verdict'>): ExitCode {
  return interrupted ? EXIT.interrupted : BY_VERDICT[verdict];
}
