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
  const why = cause instanceof Error ? cause.message.trim() : String(cause);
  return new DatabaseUnavailable(`${what} (${why})`, { cause });
}

/** Makes a {@link Database} whose `release` runs once, however often it is closed. */
export function openDatabase(facts: DatabaseFacts, release: () => Promise<void>): Database {
  let released: Promise<void> | undefined;
  const close = (): Promise<void> => (released ??= release());
  return { ...facts, close, [Symbol.asyncDispose]: close };
}
