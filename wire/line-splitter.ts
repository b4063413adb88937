import { GrowingBytes } from './growing-bytes.ts';

const NEWLINE = 0x0a;

/** One line without its `\n`, or the news that a line has passed the limit and is being dropped up to its newline. */
export type SplitLine = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'too-long' };

/**
 * Cuts a byte stream, in whatever pieces it comes, into lines of text; each byte is looked at once. UTF-8 is decoded
 * when a line is whole, and what is not UTF-8 becomes U+FFFD.
 */
export class LineSplitter {
  readonly #limitBytes: number;
  readonly #held = new GrowingBytes();
  #dropping = false;

  /** @param limitBytes the longest line, its `\n` not counted */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Whether a line has begun and not ended; true for one that is being dropped, too. */
  get pending(): boolean {
    return this.#held.length > 0 || this.#dropping;
  }

  push(chunk: Uint8Array): SplitLine[] {
    const lines: SplitLine[] = [];
    for (let start = 0; start < chunk.length;) {
      const newline = chunk.indexOf(NEWLINE, start);
      const end = newline === -1 ? chunk.length : newline;
      if (!this.#dropping && !this.#hold(chunk.subarray(start, end))) lines.push({ kind: 'too-long' });
      if (newline !== -1) lines.push(...this.end());
      start = end + 1;
    }
    return lines;
  }

  /** Ends the line as if its newline had come. Gives nothing if that line was dropped. */
  end(): SplitLine[] {
    const text = this.#held.takeLooseText();
    if (!this.#dropping) return [{ kind: 'line', text }];
    this.#dropping = false;
    return [];
  }

  /** Whether the piece still fits the line; if not, the line is dropped from now on. */
  #hold(piece: Uint8Array): boolean {
    if (this.#held.length + piece.length > this.#limitBytes) {
      this.#held.clear();
      this.#dropping = true;
    } else this.#held.append(piece);
    return !this.#dropping;
  }
}
