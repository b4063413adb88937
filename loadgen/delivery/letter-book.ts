/** What became of a message, as its sender knows. `open`: no answer came, so that nobody knows. */
export const FATES = ['none', 'open', 'sent', 'refused'] as const;
export type Fate = (typeof FATES)[number];

const NONE = 0;
const OPEN = 1;
const SENT = 2;
const REFUSED = 3;
const FIRST_SIZE = 1024;

/** The fates of one user's messages, by the number that stands in their content: a byte for each. */
export class LetterBook {
  #fates = new Uint8Array(FIRST_SIZE);
  #commands = 0;
  #answers = 0;

  /** The user's next command leaves; a message or another. */
  sent(isMessage: boolean): void {
    if (this.#commands === this.#fates.length) this.#grow();
    this.#fates[this.#commands] = isMessage ? OPEN : NONE;
    this.#commands += 1;
  }

  /** The oldest command on its way has been answered; `undefined` where it never will be. */
  answered(code: number | undefined): void {
    if (code !== undefined && this.#fates[this.#answers] === OPEN)
      this.#fates[this.#answers] = code === 200 ? SENT : REFUSED;
    this.#answers += 1;
  }

  /** All of them, as numbers of `FATES`. */
  fates(): Uint8Array {
    return this.#fates.slice(0, this.#commands);
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.#fates.length);
    larger.set(this.#fates);
    this.#fates = larger;
  }
}
