import { escapeBytes } from './escape.ts';
import type { Mask } from './mask.ts';
import type { HappeningKind, StreamEntry, StreamKind, TranscriptEntry } from './transcript-entry.ts';

export interface RenderedLine {
  readonly atMs: number;
  readonly connection: string;
  readonly kind: StreamKind | HappeningKind;
  readonly text: string;
}

/**
 * One line an entry, in order. Where a secret went over the wire in pieces, as when a command is sent byte by byte, no
 * piece shows it and all together do: there the pieces are shown as one line.
 */
export function renderEntries(entries: readonly TranscriptEntry[], mask: Mask): RenderedLine[] {
  const joined = new Map<TranscriptEntry, RenderedLine[]>();
  for (const run of streamRuns(entries)) {
    if (!splitsSecret(run, mask)) continue;
    for (const entry of run) joined.set(entry, []);
    joined.set(run[0], [joinedLine(run, mask)]);
  }
  return entries.flatMap((entry) => joined.get(entry) ?? [line(entry, mask)]);
}

type Run = [StreamEntry, ...StreamEntry[]];

/** Bytes that went one way on one connection with none the other way between them. */
function streamRuns(entries: readonly TranscriptEntry[]): Run[] {
  const runs: Run[] = [];
  const open = new Map<string, Run>();
  for (const entry of entries) {
    if ('note' in entry) continue;
    const run = open.get(entry.connection);
    if (run?.[0].kind === entry.kind) run.push(entry);
    else {
      const begun: Run = [entry];
      open.set(entry.connection, begun);
      runs.push(begun);
    }
  }
  return runs;
}

function splitsSecret(run: Run, mask: Mask): boolean {
  if (run.length === 1) return false;
  const whole = escapeBytes(bytesOf(run), { limit: Infinity });
  const masked = mask(whole);
  if (masked === whole) return false;
  return masked !== run.map(({ bytes }) => escapeBytes(bytes, { limit: Infinity, mask })).join('');
}

function joinedLine(run: Run, mask: Mask): RenderedLine {
  const [{ atMs, connection, kind }] = run;
  const leftOut = run.reduce((sum, entry) => sum + entry.leftOut, 0);
  const text = escapeBytes(bytesOf(run), { mask, leftOut });
  return { atMs, connection, kind, text: `${text} (in ${run.length} pieces)` };
}

function line(entry: TranscriptEntry, mask: Mask): RenderedLine {
  const { atMs, connection, kind } = entry;
  const text =
    'note' in entry ? mask(entry.note) : escapeBytes(entry.bytes, { mask, leftOut: entry.leftOut });
  return { atMs, connection, kind, text };
}

function bytesOf(run: Run): Buffer {
  return Buffer.concat(run.map(({ bytes }) => bytes));
}
