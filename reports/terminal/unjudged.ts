import type { CaseResult } from '../../suites/result.ts';
import { columnsOf } from '../columns.ts';
import { entry, hangFor } from '../entry.ts';
import { notJudged } from '../not-judged.ts';
import type { Piece } from '../pieces.ts';
import { countedVerdict, paintOf } from '../verdicts.ts';
import type { TerminalOptions } from './options.ts';

/** How many ids stand for a group. */
const FEW = 3;

/** The cases that say nothing about the target, grouped by why, the largest group of a verdict first. */
export function unjudged(results: readonly CaseResult[], look: TerminalOptions): string[] {
  const groups = notJudged(results);
  const labels = groups.map(({ verdict, ids }) => countedVerdict(ids.length, verdict));
  const box = { width: look.width, indent: 0 };
  const place = { ...box, hang: hangFor(labels.map(columnsOf), box) };
  return groups.flatMap(({ verdict, why, ids }) => {
    const label: Piece = {
      as: 'whole',
      text: countedVerdict(ids.length, verdict),
      paint: paintOf(verdict, look.chalk),
    };
    return [
      ...entry({ label: [label], body: [{ as: 'quoted', text: why }] }, place),
      ...entry({ label: [], body: idPieces(ids, look) }, place),
    ];
  });
}

function idPieces(ids: readonly string[], { chalk, verbose }: TerminalOptions): Piece[] {
  const shown = verbose ? ids : ids.slice(0, FEW);
  const pieces: Piece[] = shown.map((id) => ({ as: 'whole', text: id, paint: chalk.dim }));
  const hidden = ids.length - shown.length;
  if (hidden > 0) pieces.push({ as: 'whole', text: `and ${hidden} more`, paint: chalk.dim });
  return pieces;
}
