import { flow } from './flow.ts';
import type { Cut } from './flow.ts';
import type { Piece } from './pieces.ts';

/** A label and what stands beside it. */
export interface Entry {
  readonly label: readonly Piece[];
  readonly body: readonly Piece[];
}

/** Where an entry goes, in columns from the left: the label at `indent`, the body at `hang`. */
export interface Place {
  readonly width: number;
  readonly indent: number;
  readonly hang: number;
  /** Of the body. */
  readonly cut?: Cut | undefined;
}

/** The lines of an entry. A label too long for its column stands above its body instead of beside it. */
export function entry({ label, body }: Entry, { width, indent, hang, cut }: Place): string[] {
  const labels = flow(label, { width: width - indent });
  const bodies = flow(body, { width: width - hang, cut });
  const lines = labels.map((row) => ' '.repeat(indent) + row.text);
  const last = labels.at(-1);
  const [first, ...rest] = bodies;
  if (first === undefined) return lines;
  const gap = hang - indent - (last?.columns ?? 0);
  if (last !== undefined && gap < 2) lines.push(' '.repeat(hang) + first.text);
  else lines.push((lines.pop() ?? ' '.repeat(indent)) + ' '.repeat(gap) + first.text);
  return [...lines, ...rest.map((row) => ' '.repeat(hang) + row.text)];
}

/**
 * Where the bodies of a list of entries begin: behind the widest label, or nearer where labels are so wide that they
 * would leave the bodies less than two fifths of the page.
 */
export function hangFor(
  labelColumns: readonly number[],
  { width, indent }: Pick<Place, 'width' | 'indent'>,
): number {
  return Math.min(Math.floor(width * 0.6), indent + Math.max(0, ...labelColumns) + 2);
}
