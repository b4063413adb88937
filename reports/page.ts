import type { ChalkInstance } from 'chalk';

/** What text is laid out on. `width` in columns; colours are an argument, so that a file or a pipe gets none. */
export interface Page {
  readonly chalk: ChalkInstance;
  readonly width: number;
}

const DEFAULT_WIDTH = 80;
/** Below this there is no room for an escape beside a label. */
const LEAST_WIDTH = 24;

/** The columns to write in: 80 where the width is unknown (0, NaN, infinite), and never fewer than 24. */
export function usableWidth(width: number): number {
  if (!Number.isFinite(width) || width <= 0) return DEFAULT_WIDTH;
  return Math.max(LEAST_WIDTH, Math.floor(width));
}

/** Paragraphs as text: an empty line between one and the next, a newline at the end of each line; empty ones left out. */
export function paragraphs(groups: readonly (readonly string[])[]): string {
  const written = groups.filter((lines) => lines.length > 0);
  return written.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n');
}
