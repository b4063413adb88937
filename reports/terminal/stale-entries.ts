import type { RunResult } from '../../suites/result.ts';
import { entry } from '../entry.ts';
import type { Page } from '../page.ts';
import type { Piece } from '../pieces.ts';

const LABEL = 'STALE';

/** The entries of the baseline that must go, or be corrected: each with its place, as editors and people read it. */
export function staleEntries({ baseline }: RunResult, { chalk, width }: Page): string[] {
  const label: Piece[] = [{ as: 'whole', text: LABEL, paint: (text) => chalk.bold(chalk.red(text)) }];
  return (baseline?.stale ?? []).flatMap(({ file, line, case: pattern, text }) =>
    entry(
      {
        label,
        body: [
          { as: 'whole', text: `${file}:${line}`, paint: chalk.bold },
          { as: 'quoted', text: `${pattern}: ${text}` },
        ],
      },
      { width, indent: 0, hang: LABEL.length + 2 },
    ),
  );
}
