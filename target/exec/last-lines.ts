import { StringDecoder } from 'node:string_decoder';

/** So much of what a server says is kept. */
const MOST_LINES = 200;
const LONGEST_LINE = 1000;

/** The end of a stream of text, by lines; takes whatever comes and never grows beyond its bounds. */
export class LastLines {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string) => void;
  #begun = '';

  /** @param onLine takes each line, cut where it is very long */
  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(chunk: Buffer): void {
    const [first = '', ...rest] = this.#decoder.write(chunk).split('\n');
    this.#begin(first);
    for (const line of rest) {
      this.end();
      this.#begin(line);
    }
  }

  /** The stream has ended: what has no newline is a line too. */
  end(): void {
    const line = this.#begun.replace(/\r$/, '');
    this.#begun = '';
    if (line !== '') this.#onLine(line);
  }

  #begin(text: string): void {
    this.#begun = (this.#begun + text).slice(0, LONGEST_LINE);
  }
}

/** The last lines of several streams, in the order in which they came. */
export class Ring {
  readonly #lines: string[] = [];

  push(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > MOST_LINES) this.#lines.shift();
  }

  /** At most `count` of them, oldest first. */
  last(count: number): string[] {
    return this.#lines.slice(-count);
  }
}
