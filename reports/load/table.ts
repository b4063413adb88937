import { columnsOf, cutTo, padTo } from '../columns.ts';
import type { Page } from '../page.ts';
import { printable } from '../printable.ts';

/** A row of figures. Its label may be a peer's text. */
export interface Row {
  readonly label: string;
  readonly cells: readonly string[];
}

const GAP = 2;

/**
 * Rows under a heading, figures to the right. Where the page is too narrow the columns that matter least are left out, by
 * `order`: the positions of the columns, most important first.
 */
export function table(
  rows: readonly Row[],
  { heading, order }: { heading: Row; order: readonly number[] },
  page: Page,
): string[] {
  const all = [heading, ...rows].map((row) => ({ ...row, label: printable(row.label) }));
  const labelColumns = Math.max(...all.map(({ label }) => columnsOf(label)));
  const widths = heading.cells.map((_, at) => Math.max(...all.map(({ cells }) => (cells[at] ?? '').length)));
  const kept = fitting(widths, order, page.width - labelColumns);
  const lines = all.map(({ label, cells }) => {
    const figures = kept.map((at) => ' '.repeat(GAP) + (cells[at] ?? '').padStart(widths[at] ?? 0));
    return `${padTo(label, labelColumns)}${figures.join('')}`.trimEnd();
  });
  return lines.map((line, at) =>
    at === 0 ? page.chalk.dim(cutTo(line, page.width)) : cutTo(line, page.width),
  );
}

/** The positions that fit, in their own order. */
function fitting(widths: readonly number[], order: readonly number[], room: number): number[] {
  const kept: number[] = [];
  let left = room;
  for (const at of order) {
    left -= GAP + (widths[at] ?? 0);
    if (left < 0) break;
    kept.push(at);
  }
  return kept.sort((a, b) => a - b);
}
