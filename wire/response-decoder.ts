import { LineSplitter, type SplitLine } from './line-splitter.ts';
import { readStatusForm } from './status.ts';

const LINE_BYTES = 1024 * 1024;

/**
 * One thing a server said. `line` is what came, without its `\n` and one `\r` before it, so that a misspelling stays
 * visible. `too-long`: a line of more than `bytes` bytes; none of it is kept.
 */
export type ResponseEvent =
  | { readonly kind: 'status'; readonly line: string; readonly code: number; readonly name: string }
  | { readonly kind: 'data'; readonly key: string; readonly value: string }
  | { readonly kind: 'garbage'; readonly line: string }
  | { readonly kind: 'too-long'; readonly bytes: number };

/**
 * Turns the bytes a server sends, in whatever pieces they come, into events. Where a response ends is not on the wire:
 * it ends when the next status comes, the peer closes, or the caller has waited long enough.
 */
export class ResponseDecoder {
  readonly #lineBytes: number;
  readonly #lines: LineSplitter;
  #begun = false;

  /** @param options.lineBytes the longest line accepted, its `\n` not counted; 1 MiB unless told */
  constructor(options: { readonly lineBytes?: number } = {}) {
    this.#lineBytes = options.lineBytes ?? LINE_BYTES;
    this.#lines = new LineSplitter(this.#lineBytes);
  }

  /** Whether a line has begun and not ended: `flush` has something to do. */
  get pending(): boolean {
    return this.#lines.pending;
  }

  push(chunk: Uint8Array): ResponseEvent[] {
    return this.#lines.push(chunk).flatMap((line) => this.#read(line));
  }

  /**
   * Takes the unended line for a whole one, since a server need not end its last line. Call it when the peer has
   * closed or has been quiet; whatever comes afterwards begins a new line.
   */
  flush(): ResponseEvent[] {
    return this.#lines.end().flatMap((line) => this.#read(line));
  }

  #read(line: SplitLine): ResponseEvent[] {
    if (line.kind === 'too-long') return [{ kind: 'too-long', bytes: this.#lineBytes }];
    const text = line.text.endsWith('\r') ? line.text.slice(0, -1) : line.text;
    if (text === '') return [];

    const status = readStatusForm(text);
    if (status !== undefined) {
      this.#begun = true;
      return [{ kind: 'status', line: text, ...status }];
    }
    const colon = text.indexOf(':');
    if (colon < 1 || !this.#begun) return [{ kind: 'garbage', line: text }];
    return [{ kind: 'data', key: text.slice(0, colon), value: text.slice(colon + 1) }];
  }
}
