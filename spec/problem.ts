/** A mistake in the specification's own files: where it stands, what is wrong and what to do. */
export type Problem = {
  /** Relative to the folder of the specification, with `/` between folders. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  message: string;
  cure: string;
};

/** Where something stands in a file; both count from 1. */
export type Place = { line: number; column: number };

/** The way from the top of a file to a value: keys of mappings and positions in lists, from 0. */
export type Path = readonly PropertyKey[];

/** In the order of the files, and in each from top to bottom. */
export function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
