import type { SentMessage } from '../played.ts';

/** The messages a case has sent, by the names its steps give them. */
export class Messages {
  readonly #byRef = new Map<string, SentMessage>();

  get all(): ReadonlyMap<string, SentMessage> {
    return this.#byRef;
  }

  get(ref: string): SentMessage | undefined {
    return this.#byRef.get(ref);
  }

  sent(message: SentMessage): void {
    this.#byRef.set(message.ref, message);
  }

  /** One more content under this name: an update, or a further message of a burst. */
  add(ref: string, content: string, code?: number): void {
    const message = this.#byRef.get(ref);
    if (message === undefined) return;
    const codes = code === undefined ? message.codes : [...message.codes, code];
    this.#byRef.set(ref, { ...message, contents: [...message.contents, content], codes });
  }

  /** The target has told the id of a message. The first one told stays. */
  identify(ref: string, id: string): void {
    const message = this.#byRef.get(ref);
    if (message?.id === undefined && message !== undefined) this.#byRef.set(ref, { ...message, id });
  }

  /** What was taken for the ids of these messages was something else. */
  forgetIds(): void {
    for (const [ref, { id, ...message }] of this.#byRef) if (id !== undefined) this.#byRef.set(ref, message);
  }
}
