import type { ResponseEvent } from '../wire/response-decoder.ts';
import type { Speech } from './dialect/speech.ts';
import type { Reply } from './played.ts';

/** More responses that nobody asked for are read, but not kept: a flood shows by then. */
const MOST_UNASKED = 1000;

/**
 * Sorts what comes on one connection into responses, and those into what a command was waiting for and what nobody
 * asked for. A response begins with its status line; the lines behind it are its own until the next status line.
 */
export class Responses {
  readonly #speech: Pick<Speech, 'data'>;
  readonly #awaited: Reply[] = [];
  readonly #unasked: Reply[] = [];
  readonly #stray: string[] = [];
  /** The response that began last: whatever lines come belong to it. */
  #last: Reply | undefined;
  #due = 0;
  /** How many responses were given up, and may still come. */
  #overdue = 0;
  /** How many stray lines had come when the last command left. */
  #strayBefore = 0;

  /** @param speech gives data lines the protocol's names */
  constructor(speech: Pick<Speech, 'data'>) {
    this.#speech = speech;
  }

  /** Every response a command was waiting for, in order. */
  get awaited(): readonly Reply[] {
    return this.#awaited;
  }

  /** Responses that no command was waiting for. */
  get unasked(): readonly Reply[] {
    return this.#unasked;
  }

  /** Lines in front of the first response that are no status. */
  get stray(): readonly string[] {
    return this.#stray;
  }

  /** So many further responses are due from now on. */
  await(count: number): void {
    this.#due += count;
    this.#overdue = 0;
    this.#strayBefore = this.#stray.length;
  }

  /** What is due is waited for no longer: if it comes all the same, it is late, but not unasked. */
  giveUp(): void {
    this.#overdue += this.#due;
    this.#due = 0;
  }

  /** Stray lines since the last command left. */
  strayBehindCommand(): string[] {
    return this.#stray.slice(this.#strayBefore);
  }

  take(event: ResponseEvent): void {
    switch (event.kind) {
      case 'status':
        this.#begin({ kind: 'reply', code: event.code, line: event.line, data: [], garbage: [] });
        return;
      case 'data':
        this.#last?.data.push(this.#speech.data({ key: event.key, value: event.value }));
        return;
      case 'garbage':
        (this.#last?.garbage ?? this.#stray).push(event.line);
        return;
      case 'too-long':
        (this.#last?.garbage ?? this.#stray).push(`(a line of more than ${event.bytes} bytes)`);
    }
  }

  #begin(reply: Reply): void {
    this.#last = reply;
    if (this.#due > 0) {
      this.#due -= 1;
      this.#awaited.push(reply);
    } else if (this.#overdue > 0) this.#overdue -= 1;
    else if (this.#unasked.length < MOST_UNASKED) this.#unasked.push(reply);
  }
}
