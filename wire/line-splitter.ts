const NEWLINE = 0x0a;
const SMALLEST_BYTES = 256;
const LARGEST_AT_REST_BYTES = 64 * 1024;

/** One line without its `\n`, or the news that a line has passed the limit and is being dropped up to its newline. */
export type SplitLine = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'too-long' };

/**
 * Cuts a byte stream, in whatever pieces it comes, into lines of text. Each byte is looked at once; the buffer for the
 * unended line doubles when it is full. UTF-8 is decoded once a line is whole; what is not UTF-8 becomes U+FFFD.
 */
export class LineSplitter {
  readonly #limitBytes: number;
  #held = Buffer.alloc(0);
  #heldBytes = 0;
  #dropping = false;

  /** @param limitBytes the longest line, its `\n` not counted */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Whether a line has begun and not ended; true for one that is being dropped, too. */
  get pending(): boolean {
    return this.#heldBytes > 0 || this.#dropping;
  }

  push(chunk: Uint8Array): SplitLine[] {
    const lines: SplitLine[] = [];
    for (let start = 0; start < chunk.length;) {
      const newline = chunk.indexOf(NEWLINE, start);
      const end = newline === -1 ? chunk.length : newline;
      if (!this.#dropping && this.#hold(chunk.subarray(start, end)) === 'full')
        lines.push({ kind: 'too-long' });
      if (newline !== -1) lines.push(...this.end());
      start = end + 1;
    }
    return lines;
  }

  /** Ends the line as if its newline had come. Gives nothing if that line was dropped. */
  end(): SplitLine[] {
    const dropped = this.#dropping;
    const text = this.#held.toString('utf8', 0, this.#heldBytes);
    this.#empty();
    this.#dropping = false;
    return dropped ? [] : [{ kind: 'line', text }];
  }

  #hold(piece: Uint8Array): 'held' | 'full' {
    const bytes = this.#heldBytes + piece.length;
    if (bytes > this.#limitBytes) {
      this.#empty();
      this.#dropping = true;
      return 'full';
    }
    if (bytes > this.#held.length) {
      const grown = Buffer.alloc(Math.max(SMALLEST_BYTES, 2 * this.#held.length, bytes));
      this.#held.copy(grown, 0, 0, this.#heldBytes);
      this.#held = grown;
    }
    this.#held.set(piece, this.#heldBytes);
    this.#heldBytes = bytes;
    return 'held';
  }

  /** One long line must not cost an idle connection its memory for good. */
  #empty(): void {
    this.#heldBytes = 0;
    if (this.#held.length > LARGEST_AT_REST_BYTES) this.#held = Buffer.alloc(0);
  }
}
