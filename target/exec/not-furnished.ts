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

/**
 * What the database said to a piece of SQL, and where in it, when it tells: a NotFurnished. What is no error of a
 * database stays as it is.
 * @param what a file, or what else the SQL is known by; `sql` when a place in it can be told as a line
 */
export function sqlFailure(error: unknown, { what, sql }: { what: string; sql?: string }): unknown {
  if (!(error instanceof Error)) return error;
  const { position, detail, hint } = error instanceof pg.DatabaseError ? error : {};
  const line = sql === undefined || position === undefined ? '' : `:${lineAt(sql, Number(position))}`;
  const more = [detail, hint, cureOf(error.message)].filter((each) => each !== undefined);
  return new NotFurnished([`${what}${line}: ${error.message}`, ...more], { cause: error });
}

/** The line of a character, both from 1; characters as PostgreSQL counts them. */
function lineAt(sql: string, position: number): number {
  return (
    Array.from(sql)
      .slice(0, position - 1)
      .filter((character) => character === '\n').length + 1
  );
}

function cureOf(message: string): string | undefined {
  if (message.includes('"\\"')) return 'commands of psql (\\…) are no SQL: leave them out';
  if (/COPY from stdin/i.test(message)) return 'use INSERT instead of COPY (pg_dump --inserts)';
  if (/inconsistent types|could not determine data type/.test(message))
    return 'say what type a value has, such as :id::integer';
  return undefined;
}
