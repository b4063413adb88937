/**
 * Finds the status lines in what a server sends, in whatever pieces it comes, and nothing else: what a load run counts.
 * A status inside of a data line is none. `wire/response-decoder.ts` reads all of an answer; tests hold both together.
 */

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const SLASH = 0x2f;
const ZERO = 0x30;
const ID_KEY = Buffer.from('message-id:');

/** Where in a line the next byte stands. Numbers, since this runs for every byte. */
const BEGIN = 0;
const HUNDREDS = 1;
const TENS = 2;
const DIGITS = 3;
const NAME = 4;
const SPACES = 5;
const RETURNED = 6;
const REST = 7;
const KEY = 8;
const ID = 9;

/** How many letters each of the five has behind its slash; for a target that does not end its last line. */
const NAME_LETTERS = new Map([
  [200, 2],
  [401, 6],
  [403, 6],
  [416, 6],
  [426, 6],
]);

export interface ScannerOptions {
  /** Whether responses end with a newline. If not, a status counts with its last letter. */
  readonly terminated: boolean;
  /** Whether to tell the ids in `message-id:` lines too. */
  readonly ids: boolean;
}

export class StatusScanner {
  /** What the last `scan` found, in order: a status as its code, from 0 to 999; a message id as `-1 - id`. Then older ones. */
  readonly found: number[] = [];
  readonly #terminated: boolean;
  readonly #ids: boolean;
  #place = BEGIN;
  /** The code as far as it has come, the id, or how much of the key. */
  #value = 0;
  #lettersLeft = Infinity;

  constructor({ terminated, ids }: ScannerOptions) {
    this.#terminated = terminated;
    this.#ids = ids;
  }

  /** Takes the first `length` of the bytes, which may be used again afterwards. Returns how many it `found`. */
  scan(bytes: Uint8Array, length: number): number {
    const { found } = this;
    let count = 0;
    let place = this.#place;
    let value = this.#value;
    for (let at = 0; at < length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === NEWLINE) {
        if (place >= NAME && place <= RETURNED) found[count++] = value;
        else if (place === ID) found[count++] = -1 - value;
        place = BEGIN;
        continue;
      }
      switch (place) {
        case REST:
          break;
        case BEGIN:
        case HUNDREDS:
        case TENS:
          if (byte >= ZERO && byte <= ZERO + 9) {
            value = place === BEGIN ? byte - ZERO : value * 10 + byte - ZERO;
            place += 1;
          } else if (place === BEGIN && this.#ids && byte === ID_KEY[0]) {
            place = KEY;
            value = 1;
          } else place = REST;
          break;
        case DIGITS:
          place = byte === SLASH ? NAME : REST;
          if (!this.#terminated) this.#lettersLeft = NAME_LETTERS.get(value) ?? Infinity;
          break;
        case NAME:
          if (!this.#terminated && --this.#lettersLeft === 0) {
            found[count++] = value;
            place = REST;
          } else if (byte <= SPACE) place = behindName(byte);
          break;
        case SPACES:
          if (byte !== SPACE) place = byte === RETURN ? RETURNED : REST;
          break;
        case KEY:
          if (byte !== ID_KEY[value]) place = REST;
          else if (++value === ID_KEY.length) {
            place = ID;
            value = 0;
          }
          break;
        case ID:
          if (byte >= ZERO && byte <= ZERO + 9) value = value * 10 + byte - ZERO;
          else if (byte !== RETURN) place = REST;
          break;
        default:
          place = REST;
      }
    }
    this.#place = place;
    this.#value = value;
    return count;
  }

  /** A command is sent. Where answers do not end with a newline, the next one begins right behind the last. */
  expect(): void {
    if (!this.#terminated) this.#place = BEGIN;
  }

  /** Another connection begins. */
  restart(): void {
    this.#place = BEGIN;
  }
}

/** Spaces behind a name are forgiven, and one carriage return; other white space makes it a line like any. */
function behindName(byte: number): number {
  if (byte === SPACE) return SPACES;
  if (byte === RETURN) return RETURNED;
  return byte >= 0x09 && byte <= 0x0d ? REST : NAME;
}
