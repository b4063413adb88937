import pg from 'pg';

/** A file or a template of the profile that the database refuses, in lines for people. */
export class NotFurnished extends Error {
  override readonly name = 'NotFurnished';
  readonly lines: readonly string[];

  constructor(lines: readonly string[], options?: ErrorOptions) {
    super(lines.join('\n'), options);
    this.lines = lines;
  }
}

/** What a piece of SQL is known by: a file, or a part of the profile. */
export interface SqlSource {
  readonly what: string;
  /** The text, where a place in it is told as a line. */
  readonly sql?: string;
  /** A value in it that must not be told. */
  readonly secret?: string;
}

/**
 * What the database said to a piece of SQL, and where in it, when it tells: a NotFurnished. What is no error of a
 * database stays as it is.
 */
export function sqlFailure(error: unknown, { what, sql, secret }: SqlSource): unknown {
  if (!(error instanceof Error)) return error;
  const { position, detail, hint } = error instanceof pg.DatabaseError ? error : {};
  const line = sql === undefined || position === undefined ? '' : `:${lineAt(sql, Number(position))}`;
  const said = [`${what}${line}: ${error.message}`, detail, hint, cureOf(error.message, sql)];
  const lines = said.filter((each) => each !== undefined);
  return new NotFurnished(
    secret === undefined ? lines : lines.map((each) => each.replaceAll(secret, '<token>')),
    { cause: error },
  );
}

/** The line of a character, both from 1; characters as PostgreSQL counts them. */
function lineAt(sql: string, position: number): number {
  return (
    Array.from(sql)
      .slice(0, position - 1)
      .filter((character) => character === '\n').length + 1
  );
}

function cureOf(message: string, sql = ''): string | undefined {
  if (/\bcopy\b[^;]*\bfrom\s+stdin\b/i.test(sql)) return 'use INSERT instead of COPY (pg_dump --inserts)';
  if (message.includes('"\\"')) return 'commands of psql (\\…) are no SQL: leave them out';
  if (/inconsistent types|could not determine data type/.test(message))
    return 'say what type a value has, such as :id::integer';
  return undefined;
}
