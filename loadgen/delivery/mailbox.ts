import type { FrameSource } from '../frame-source.ts';
import type { User } from '../user.ts';
import type { UserMail } from './delivered.ts';
import { LetterBook } from './letter-book.ts';
import { LetterScanner } from './letter-scanner.ts';

/** What one user sends and is handed out, from the first command to the last poll. */
export class Mailbox {
  readonly user: User;
  readonly #book = new LetterBook();
  readonly #scanner: LetterScanner;
  #lap = Infinity;
  #changesBefore = 0;
  #isSteady = true;
  #isEmpty = false;
  #isInStep = true;

  constructor(user: User, tag: string) {
    this.user = user;
    this.#scanner = new LetterScanner(tag);
  }

  /** Where the user's commands come from, and so how they are numbered. */
  follow({ lap }: Pick<FrameSource, 'lap'>): void {
    this.#lap = lap;
  }

  /** The next command leaves. */
  sent(isMessage: boolean): void {
    this.#book.sent(isMessage);
  }

  answered(code: number): void {
    this.#book.answered(code);
  }

  /** The oldest command on its way will not be answered any more. */
  gone(): void {
    this.#book.answered(undefined);
  }

  received(bytes: Uint8Array, length: number): void {
    this.#scanner.scan(bytes, length);
  }

  /** The oldest command on its way is not waited for any more; whose answer comes next, nobody knows. */
  gaveUp(): void {
    this.#book.answered(undefined);
    this.#isSteady = false;
    this.#isInStep = false;
  }

  /** Whether it is known which command the next answer is to. */
  get isInStep(): boolean {
    return this.#isInStep;
  }

  /** The connection has ended: changes that wait for an absent user need not be kept (N8). */
  dropped(): void {
    this.#isSteady = false;
  }

  /** A round of polls begins. */
  beginRound(): void {
    this.#changesBefore = this.#scanner.changes;
  }

  /** All polls of a round have been answered. Returns whether there may be more to poll. */
  endRound(): boolean {
    this.#isEmpty = this.#scanner.changes === this.#changesBefore;
    return !this.#isEmpty;
  }

  mail(): UserMail {
    this.#scanner.flush();
    return {
      id: this.user.account.id,
      recipientId: this.user.recipientId,
      fates: this.#book.fates(),
      lap: this.#lap,
      found: this.#scanner.found,
      isComplete: this.#isSteady && this.#isEmpty,
    };
  }
}
