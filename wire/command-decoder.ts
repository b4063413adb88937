import { beginsCharacter } from './code-points.ts';
import { CommandAssembly } from './command-assembly.ts';
import type { CommandFrame, CommandGrammar } from './command-assembly.ts';
import { GrowingBytes } from './growing-bytes.ts';

/** The most bytes one parameter (with counted content: all its lines) and one command may hold, line ends not counted. */
export interface CommandLimits {
  readonly lineBytes: number;
  readonly frameBytes: number;
}

/** Where the next byte belongs. `behind-content`: counted content is whole and its line end is due. */
type Place =
  | { kind: 'line' }
  | { kind: 'content'; length: number; count: number }
  | { kind: 'behind-content'; returned: boolean }
  | { kind: 'rest-of-line' };

/** A part of a chunk: the bytes from `at` on. */
interface Cursor {
  readonly chunk: Uint8Array;
  at: number;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const CONTENT_KEY = Buffer.from('content:');
const TOO_LONG = 'a line or the command is too long';

/**
 * Reads commands from a byte stream that may be cut anywhere. Where the protocol is silent it chooses:
 *
 * - Names and keys match exactly; parameters come in any order; lines end with LF or CRLF; between commands, empty lines
 *   are ignored. An unknown parameter, or one given twice, is malformed.
 * - Content behind its `message-length` is that many characters, newlines included, then a line end. Content without
 *   a length before it is one line.
 * - A command ends with the newline of its last required parameter, or where `end` says so.
 * - Behind a malformed command, lines are lost up to the next command name or `end`.
 *
 * Time is linear in the bytes, and the frames do not depend on how the stream is cut.
 */
export class CommandDecoder {
  readonly #limits: CommandLimits;
  readonly #assembly: CommandAssembly;
  readonly #held = new GrowingBytes();
  #place: Place = { kind: 'line' };
  #earlierBytes = 0;

  constructor(grammar: CommandGrammar, limits: CommandLimits) {
    this.#assembly = new CommandAssembly(grammar);
    this.#limits = limits;
  }

  /** Whether something has come that `end` would settle. */
  get pending(): boolean {
    const { begun, lost } = this.#assembly;
    return begun || lost || this.#held.length > 0 || this.#place.kind !== 'line';
  }

  /** Takes the next bytes of the stream and returns what they complete. */
  push(chunk: Uint8Array): CommandFrame[] {
    const frames: CommandFrame[] = [];
    const cursor = { chunk, at: 0 };
    while (cursor.at < chunk.length) frames.push(...this.#step(cursor));
    return frames;
  }

  /** What is held is all there is: a half-close, or a silence that is taken for the end of a command. */
  end(): CommandFrame[] {
    const frames = [...this.#endHeld(), ...this.#assembly.end()];
    this.#held.clear();
    this.#place = { kind: 'line' };
    this.#earlierBytes = 0;
    return frames;
  }

  #step(cursor: Cursor): CommandFrame[] {
    switch (this.#place.kind) {
      case 'line':
        return this.#readLine(cursor);
      case 'content':
        return this.#readContent(cursor, this.#place);
      case 'behind-content':
        return this.#readContentEnd(cursor, this.#place);
      case 'rest-of-line':
        return this.#skipLine(cursor);
    }
  }

  #readLine(cursor: Cursor): CommandFrame[] {
    const contentLength = this.#assembly.contentLength;
    // Where counted content may follow, stop behind the key: what comes then is measured, not split into lines.
    const reach = contentLength === undefined ? Infinity : CONTENT_KEY.length - this.#held.length;
    const ahead = cursor.chunk.subarray(cursor.at, reach > 0 ? cursor.at + reach : undefined);
    const newlineAt = ahead.indexOf(NEWLINE);
    if (!this.#hold(cursor, newlineAt === -1 ? ahead.length : newlineAt)) return this.#giveUpLine(TOO_LONG);
    if (newlineAt !== -1) {
      cursor.at++;
      return this.#finishLine();
    }
    if (contentLength !== undefined && this.#held.equals(CONTENT_KEY))
      return this.#beginContent(contentLength);
    return [];
  }

  #beginContent(length: number): CommandFrame[] {
    // A character takes a byte at least.
    if (length > this.#limits.lineBytes) return this.#giveUpLine('message-length is beyond any command');
    this.#place = { kind: 'content', length, count: 0 };
    return [];
  }

  #readContent(cursor: Cursor, place: { length: number; count: number }): CommandFrame[] {
    let bytes = 0;
    let whole = false;
    for (const byte of cursor.chunk.subarray(cursor.at)) {
      // The last character is whole only where another one begins.
      if (beginsCharacter(byte)) {
        whole = place.count === place.length;
        if (whole) break;
        place.count++;
      }
      bytes++;
    }
    if (!this.#hold(cursor, bytes)) return this.#giveUpLine(TOO_LONG);
    if (whole) this.#place = { kind: 'behind-content', returned: false };
    return [];
  }

  #readContentEnd(cursor: Cursor, place: { returned: boolean }): CommandFrame[] {
    const byte = cursor.chunk[cursor.at];
    if (byte === NEWLINE) {
      cursor.at++;
      return this.#finishContent();
    }
    if (byte === RETURN && !place.returned) {
      cursor.at++;
      place.returned = true;
      return [];
    }
    // Content that took a line end for its own last character leaves us at the beginning of a line.
    const atLineStart = this.#held.endsWith(NEWLINE) && !place.returned;
    const frames = this.#giveUpLine('content is longer than message-length');
    if (atLineStart) this.#place = { kind: 'line' };
    return frames;
  }

  #skipLine(cursor: Cursor): CommandFrame[] {
    const newlineAt = cursor.chunk.indexOf(NEWLINE, cursor.at);
    cursor.at = newlineAt === -1 ? cursor.chunk.length : newlineAt + 1;
    if (newlineAt !== -1) this.#place = { kind: 'line' };
    return [];
  }

  #endHeld(): CommandFrame[] {
    switch (this.#place.kind) {
      case 'line':
        return this.#held.length === 0 ? [] : this.#finishLine();
      case 'content': {
        // A newline at the very end is the line's own, so that a length one too great is never right.
        const whole = this.#place.count === this.#place.length && !this.#held.endsWith(NEWLINE);
        return whole ? this.#finishContent() : this.#assembly.fail('content is shorter than message-length');
      }
      case 'behind-content':
        return this.#finishContent();
      case 'rest-of-line':
        return [];
    }
  }

  #finishLine(): CommandFrame[] {
    this.#earlierBytes += this.#held.length;
    const text = this.#held.takeText();
    return this.#settle(this.#assembly.line(text?.endsWith('\r') ? text.slice(0, -1) : text));
  }

  /** Unlike a line, counted content keeps a carriage return at its end: it was counted. */
  #finishContent(): CommandFrame[] {
    this.#place = { kind: 'line' };
    this.#earlierBytes += this.#held.length;
    return this.#settle(this.#assembly.line(this.#held.takeText()));
  }

  #giveUpLine(reason: string): CommandFrame[] {
    this.#held.clear();
    this.#place = { kind: 'rest-of-line' };
    return this.#settle(this.#assembly.fail(reason));
  }

  #settle(frames: CommandFrame[]): CommandFrame[] {
    if (frames.length > 0 || !this.#assembly.begun) this.#earlierBytes = 0;
    return frames;
  }

  /** Moves bytes from the chunk to what is held, as far as the limits allow; says whether all of them fitted. */
  #hold(cursor: Cursor, bytes: number): boolean {
    const { lineBytes, frameBytes } = this.#limits;
    const room = Math.min(lineBytes, frameBytes - this.#earlierBytes) - this.#held.length;
    const end = cursor.at + Math.min(bytes, room);
    this.#held.append(cursor.chunk.subarray(cursor.at, end));
    cursor.at = end;
    return bytes <= room;
  }
}
