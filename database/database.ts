/** A PostgreSQL that answers, and how to let go of it. */
export interface Database extends AsyncDisposable {
  readonly kind: 'url' | 'container' | 'embedded';
  /** One line for people, without the password. */
  readonly description: string;
  /** A `postgres://` URL, password included. */
  readonly url: string;
  /** Takes away what was started for it; nothing for a URL. Calling it again waits for the same end. */
  close(): Promise<void>;
}

/** What a provider has to say about a database besides how to close it. */
export type DatabaseFacts = Pick<Database, 'kind' | 'description' | 'url'>;

/** No database could be had. The message says what was tried and what to do, and never holds a password. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** A {@link DatabaseUnavailable} that says in its message why, in the words of its cause. */
export function unavailable(what: string, cause: unknown): DatabaseUnavailable {
  return new DatabaseUnavailable(`${what} (${wordsOf(cause)})`, { cause });
}

/** What an error says. Of a program that failed, that is what it printed: its message repeats the whole command line. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const printed = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  return printed === '' ? error.message : printed;
}

/** Makes a {@link Database} whose `release` runs once, however often it is closed. */
export function openDatabase(facts: DatabaseFacts, release: () => Promise<void>): Database {
  let released: Promise<void> | undefined;
  const close = (): Promise<void> => (released ??= release());
  return { ...facts, close, [Symbol.asyncDispose]: close };
}
