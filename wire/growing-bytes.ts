const FIRST_BYTES = 256;
/** Space beyond this is given back once its bytes were taken: a connection keeps little while it is quiet. */
const KEPT_BYTES = 4096;

/** Bytes that arrive in pieces of any size. Its space doubles, so that appending n bytes one by one costs O(n). */
export class GrowingBytes {
  #space = new Uint8Array(FIRST_BYTES);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#space.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#space.length));
      larger.set(this.#held());
      this.#space = larger;
    }
    this.#space.set(piece, this.#length);
    this.#length = length;
  }

  equals(other: Uint8Array): boolean {
    return Buffer.compare(this.#held(), other) === 0;
  }

  endsWith(byte: number): boolean {
    return this.#held().at(-1) === byte;
  }

  /** Empties this and returns what it held as text, or nothing when that is not UTF-8. A byte order mark is text. */
  takeText(): string | undefined {
    const held = this.#held();
    this.clear();
    try {
      return utf8.decode(held);
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  }

  /** Empties this and returns what it held as text, U+FFFD in place of what is not UTF-8. A byte order mark is text. */
  takeLooseText(): string {
    const text = looseUtf8.decode(this.#held());
    this.clear();
    return text;
  }

  clear(): void {
    this.#length = 0;
    if (this.#space.length > KEPT_BYTES) this.#space = new Uint8Array(FIRST_BYTES);
  }

  #held(): Uint8Array {
    return this.#space.subarray(0, this.#length);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const looseUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
