import type { RunResult } from '../../suites/result.ts';
import { columnsOf } from '../columns.ts';
import { entry, hangFor } from '../entry.ts';
import { flow } from '../flow.ts';
import type { Piece } from '../pieces.ts';
import { caseBlock } from './case-block.ts';
import type { TerminalOptions } from './options.ts';

const INDENT = 2;

/** The findings that the baseline names, with what it says of them; in a verbose report whole, as any other. */
export function knownFindings({ results, baseline }: RunResult, look: TerminalOptions): string[][] {
  const known = results.flatMap((result) =>
    result.known === undefined ? [] : [{ result, ...result.known }],
  );
  if (known.length === 0) return [];
  if (look.verbose) return known.map(({ result }) => caseBlock(result, look));
  const { chalk } = look;
  const file = baseline === undefined ? '' : ` (${baseline.file})`;
  const heading: Piece = { as: 'quoted', text: `Known to the baseline${file}`, paint: chalk.bold };
  const box = { width: look.width, indent: INDENT };
  const place = {
    ...box,
    hang: hangFor(
      known.map(({ result }) => columnsOf(result.id)),
      box,
    ),
  };
  const lines = known.flatMap(({ result, reason, issue }) => {
    const body: Piece[] = [{ as: 'quoted', text: reason }];
    if (issue !== undefined) body.push({ as: 'whole', text: issue, paint: chalk.cyan });
    return entry({ label: [{ as: 'whole', text: result.id, paint: chalk.dim }], body }, place);
  });
  return [[...flow([heading], look).map((row) => row.text), ...lines]];
}
