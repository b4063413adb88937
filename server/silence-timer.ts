/** Calls back once after a silence. */
export class SilenceTimer {
  readonly #silenceMs: number;
  readonly #onSilence: () => void;
  #timer: NodeJS.Timeout | undefined;
  #check: NodeJS.Immediate | undefined;

  constructor(silenceMs: number, onSilence: () => void) {
    this.#silenceMs = silenceMs;
    this.#onSilence = onSilence;
  }

  /** The silence begins anew. */
  restart(): void {
    this.stop();
    this.#timer = setTimeout(() => {
      // When this process was busy, bytes may have come long ago that nobody has read yet; reading them stops this.
      this.#check = setImmediate(this.#onSilence);
    }, this.#silenceMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#check);
  }
}
