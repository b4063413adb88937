import { readFileSync } from 'node:fs';

/**
 * The SQL that creates the tables servers in the field share, as several statements for one simple query.
 *
 * Its names are unqualified: the tables land in the first schema of the connection's search path. Running it again
 * changes nothing.
 */
export function fieldTables(): string {
  return readFileSync(new URL('field-tables.sql', import.meta.url), 'utf8');
}

/** The names of these tables. */
export function fieldTableNames(): string[] {
  return [...fieldTables().matchAll(/^create table if not exists (\w+)/gm)].map(([, name = '']) => name);
}
