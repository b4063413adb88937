import type { CaseResult } from '../../suites/result.ts';
import { entry } from '../entry.ts';
import type { Page } from '../page.ts';
import { duration } from '../words.ts';

const INDENT = 2;
const MOST = 5;
/** A case is slow from here on. */
const SLOW_MS = 200;

/** The cases that took longest, if any took long: where a run's time goes. */
export function slowest(results: readonly CaseResult[], { chalk, width }: Page): string[] {
  const slow = results
    .filter(({ durationMs }) => durationMs > SLOW_MS)
    .sort((one, other) => other.durationMs - one.durationMs)
    .slice(0, MOST);
  if (slow.length === 0) return [];
  const times = slow.map(({ durationMs }) => duration(durationMs));
  const columns = Math.max(...times.map((time) => time.length));
  const lines = slow.flatMap(({ id }, index) =>
    entry(
      {
        label: [{ as: 'whole', text: (times[index] ?? '').padStart(columns), paint: chalk.dim }],
        body: [{ as: 'whole', text: id }],
      },
      { width, indent: INDENT, hang: INDENT + columns + 2 },
    ),
  );
  return [chalk.bold('Slowest'), ...lines];
}
