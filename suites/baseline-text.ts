/** The text of a baseline file, entry by entry, so that what is not touched stays as its author wrote it. */
import { isSeq, parseDocument, stringify } from 'yaml';
import type { BaselineEntry } from './baseline.ts';

/** `head`: what stands above all entries. A block: an entry with the comment right above it and what follows it. */
export interface BaselineText {
  readonly head: string;
  readonly blocks: readonly Block[];
}

export interface Block {
  /** The pattern its entry names cases by. */
  readonly case: string;
  readonly text: string;
}

/**
 * Takes a file apart. A comment that the file begins with is its head, and not about the first entry.
 * @param entries as `readBaseline` found them in this very text
 */
export function splitBaseline(text: string, entries: readonly BaselineEntry[]): BaselineText {
  const lines = text.split('\n');
  const dashes = entries.map(({ line }) => dashOf(lines, line - 1));
  if (dashes.some((dash) => dash === undefined)) return { head: '', blocks: rewritten(text, entries) };
  if (entries.length === 0)
    return { head: text.replace(EMPTY_LIST, '').replace(/(?<=.)$/, '\n'), blocks: [] };
  const starts = dashes.map((dash = 0) => startOf(lines, dash));
  return {
    head: lines.slice(0, starts[0]).map(ended).join(''),
    blocks: entries.map((entry, index) => {
      const block = lines
        .slice(starts[index], starts[index + 1])
        .map(ended)
        .join('');
      return { case: entry.case, text: index === entries.length - 1 ? withNewline(block) : block };
    }),
  };
}

/** The text of these blocks below that head; an empty list is written as one. */
export function joinBaseline({ head, blocks }: BaselineText): string {
  return withNewline(head + (blocks.length === 0 ? '[]' : blocks.map(({ text }) => text).join('')));
}

/** A block for a new entry, indented as the others are. */
export function blockFor(entry: Readonly<Record<string, unknown>> & { case: string }, like?: Block): Block {
  const indent = / *(?=-)/.exec(like?.text.split('\n').find((line) => DASH.test(line)) ?? '')?.[0] ?? '';
  const text = stringify([entry], { lineWidth: 0, singleQuote: true });
  return { case: entry.case, text: text.replace(/^(?=.)/gm, indent) };
}

/** A block whose entry has no date any more. */
export function undated(block: Block): Block {
  const document = parseDocument(block.text);
  document.deleteIn([0, 'expires']);
  return { ...block, text: document.toString({ lineWidth: 0 }) };
}

const EMPTY_LIST = /^[ \t]*\[\s*\][ \t]*(?:\r?\n|$)/m;
const DASH = /^ *-(?: |\r?$)/;

/** The line of the dash before what stands on line `at`; undefined in a list written in brackets. */
function dashOf(lines: readonly string[], at: number): number | undefined {
  const dash = lines.slice(0, at + 1).findLastIndex((line) => DASH.test(line));
  const between = lines.slice(dash + 1, at).every((line) => /^\s*(?:#.*)?$/.test(line));
  return dash >= 0 && between ? dash : undefined;
}

/** The first line of the comment right above an entry; the comment that the file begins with is not one. */
function startOf(lines: readonly string[], dash: number): number {
  let start = dash;
  while (start > 0 && /^\s*#/.test(lines[start - 1] ?? '')) start -= 1;
  return start === 0 ? dash : start;
}

/** A list in brackets becomes one of blocks. */
function rewritten(text: string, entries: readonly BaselineEntry[]): Block[] {
  const { contents } = parseDocument(text);
  if (!isSeq(contents)) throw new Error('a baseline that was read as a list is none');
  return entries.map((entry, index) => ({
    case: entry.case,
    text: stringify([contents.items[index]], { lineWidth: 0 }),
  }));
}

function ended(line: string): string {
  return `${line}\n`;
}

/** Ends with one newline, unless it is empty. */
function withNewline(text: string): string {
  return text.trim() === '' ? '' : `${text.trimEnd()}\n`;
}
