import type { Mask } from './mask.ts';
import type { HappeningKind, StreamEntry, StreamKind, TranscriptEntry } from './transcript-entry.ts';
import { renderEntries, type RenderedLine } from './transcript-lines.ts';

const KEPT_BYTES = 256 * 1024;

type Happening =
  readonly [kind: StreamKind, bytes: Uint8Array] | readonly [kind: HappeningKind, note?: string];

/** What happened on the connections of one case, in order. Keeps 256 KiB of bytes in all; counts the rest. */
export class Transcript {
  readonly #now: () => number;
  readonly #startMs: number;
  readonly #entries: TranscriptEntry[] = [];
  #roomBytes = KEPT_BYTES;

  /** @param now a clock that never goes back, in milliseconds */
  constructor(now: () => number) {
    this.#now = now;
    this.#startMs = now();
  }

  /** Takes a copy of the bytes. */
  record(connection: string, ...[kind, content]: Happening): void {
    const atMs = this.#now() - this.#startMs;
    switch (kind) {
      case 'sent':
      case 'received':
        this.#recordBytes({ atMs, connection, kind, ...this.#keep(content) });
        break;
      case 'opened':
      case 'half-closed':
      case 'closed':
      case 'dropped':
      case 'note':
        this.#entries.push({ atMs, connection, kind, note: content ?? '' });
    }
  }

  entries(): readonly TranscriptEntry[] {
    return this.#entries;
  }

  /** The wire log as text: one line an entry, escaped, with what `mask` hides left out. */
  render(mask: Mask): RenderedLine[] {
    return renderEntries(this.#entries, mask);
  }

  #keep(bytes: Uint8Array): { bytes: Buffer; leftOut: number } {
    const kept = Buffer.from(bytes.subarray(0, this.#roomBytes));
    this.#roomBytes -= kept.length;
    return { bytes: kept, leftOut: bytes.length - kept.length };
  }

  /** Once nothing is kept, a peer that trickles on must not add an entry for each byte. */
  #recordBytes(entry: StreamEntry): void {
    const last = this.#entries.at(-1);
    const goesOn = last?.kind === entry.kind && last.connection === entry.connection;
    if (goesOn && entry.bytes.length === 0)
      this.#entries.splice(-1, 1, { ...last, leftOut: last.leftOut + entry.leftOut });
    else this.#entries.push(entry);
  }
}
