import { countDeliveries, type Deliveries } from './deliveries.ts';

/** A line of data that is longer is no message of ours. */
const MOST_BYTES = 1024 * 1024;

/** Finds the messages of a run in what one user is sent, in whatever pieces it comes. */
export class LetterScanner {
  /** How often each message was handed out. */
  readonly found: Deliveries = new Map();
  /** How many changes of any kind were handed out. */
  changes = 0;
  readonly #tag: string;
  #rest = '';

  constructor(tag: string) {
    this.#tag = tag;
  }

  scan(bytes: Uint8Array, length: number): void {
    // Contents of a load run are plain ASCII, and so is all that is looked for.
    const text = this.#rest + Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('latin1');
    const end = text.lastIndexOf('\n') + 1;
    this.#rest = text.length - end > MOST_BYTES ? '' : text.slice(end);
    if (end > 0) this.#read(text.slice(0, end));
  }

  /** What has come is whole, also where its last line has no end. */
  flush(): void {
    this.#read(this.#rest);
    this.#rest = '';
  }

  #read(text: string): void {
    const lines = text.split('\n');
    this.changes += lines.filter((line) => line.startsWith('type:')).length;
    countDeliveries(lines, this.#tag, this.found);
  }
}
