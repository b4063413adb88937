import type { LoadEvent } from '../../loadgen/result.ts';
import { createLoadProgress } from '../../reports/load/progress.ts';
import { coloursFor } from '../colours.ts';

/** Tells on standard error how a run goes: live on a terminal, in lines elsewhere. */
export async function withProgress<Result>(
  run: (onEvent: (event: LoadEvent) => void) => Promise<Result>,
): Promise<Result> {
  const isLive = process.stderr.isTTY && process.env.NO_COLOR === undefined && process.env.CI === undefined;
  const progress = createLoadProgress({
    chalk: coloursFor('stderr'),
    width: process.stderr.columns,
    mode: isLive ? 'live' : 'plain',
  });
  const result = await run((event) => process.stderr.write(progress.event(event)));
  process.stderr.write(progress.end());
  return result;
}
