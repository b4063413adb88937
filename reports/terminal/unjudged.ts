import type { CaseResult, Verdict } from '../../suites/result.ts';
import { columnsOf } from '../columns.ts';
import { entry, hangFor } from '../entry.ts';
import { groupedBy } from '../grouped.ts';
import type { Piece } from '../pieces.ts';
import { countedVerdict, paintOf } from '../verdicts.ts';
import type { TerminalOptions } from './options.ts';

const UNJUDGED = ['blocked', 'skipped', 'not-observable'] as const satisfies Verdict[];
/** How many ids stand for a group. */
const FEW = 3;

interface Group {
  verdict: Verdict;
  why: string;
  ids: string[];
}

/** The cases that say nothing about the target, grouped by why, the largest group of a verdict first. */
export function unjudged(results: readonly CaseResult[], look: TerminalOptions): string[] {
  const groups = UNJUDGED.flatMap((verdict) => groupsOf(results, verdict));
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

function groupsOf(results: readonly CaseResult[], verdict: Verdict): Group[] {
  const those = results.filter((result) => result.verdict === verdict);
  return [...groupedBy(those, whyOf)]
    .map(([why, members]) => ({ verdict, why, ids: members.map(({ id }) => id) }))
    .sort((one, other) => other.ids.length - one.ids.length);
}

function whyOf({ reason, blockedBy }: CaseResult): string {
  if (blockedBy === undefined) return reason ?? 'no reason was recorded';
  if (reason === undefined) return `by ${blockedBy}`;
  return reason.includes(blockedBy) ? reason : `by ${blockedBy}: ${reason}`;
}

function idPieces(ids: readonly string[], { chalk, verbose }: TerminalOptions): Piece[] {
  const shown = verbose ? ids : ids.slice(0, FEW);
  const pieces: Piece[] = shown.map((id) => ({ as: 'whole', text: id, paint: chalk.dim }));
  const hidden = ids.length - shown.length;
  if (hidden > 0) pieces.push({ as: 'whole', text: `and ${hidden} more`, paint: chalk.dim });
  return pieces;
}
