/**
 * A server that was given a database need not keep its messages there. As long as it has not shown one, what can be
 * seen of the database tells whether it may keep them elsewhere.
 */
import { z } from 'zod';
import { fieldTableNames } from './field-tables.ts';
import type { Answered, LookConnection } from './look-connection.ts';

/** Why it may; undefined when all speaks against it, or nothing can be found out any more. */
export async function doubtAbout(connection: LookConnection): Promise<string | undefined> {
  const used = firstOf(await connection.query(USED), z.object({ used: z.boolean() }));
  if (used?.used === true) return undefined;
  const others = firstOf(await connection.query(OTHER_TABLES, [fieldTableNames()]), otherTables);
  const [name, ...more] = others?.names ?? [];
  if (name !== undefined)
    return `${NONE_CAME}, and beside it there is ${[name, ...counted(more.length)].join(' and ')}: tell where messages are with message-sql in the profile`;
  const clients = firstOf(await connection.query(CLIENTS), z.object({ count: z.number() }));
  if (clients !== undefined && clients.count > 0) return undefined;
  return `${NONE_CAME}, and nobody is connected to this database: the server seems to keep its messages elsewhere`;
}

const NONE_CAME = 'no message has come to the table message';

function counted(more: number): string[] {
  if (more === 0) return [];
  return [more === 1 ? '1 more table' : `${more} more tables`];
}

function firstOf<Row>(answered: Answered, schema: z.ZodType<Row>): Row | undefined {
  return answered.kind === 'rows' ? z.array(schema).parse(answered.rows)[0] : undefined;
}

const otherTables = z.object({ names: z.array(z.string()) });

/** Whether anybody has ever tried to put a message there: an insert that fails takes a number of the sequence too. */
const USED = `
  select exists (select from message)
    or coalesce(pg_sequence_last_value(pg_get_serial_sequence('message', 'id')), 0) > 0 as used`;

/** Tables of anybody's in any schema, but for those that are looked at: another table message is another place. */
const OTHER_TABLES = `
  select coalesce(array_agg(relname::text order by relname), '{}') as names
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where relkind in ('r', 'p') and nspname !~ '^pg_' and nspname <> 'information_schema'
    and not (relname = any($1::text[]) and pg_table_is_visible(pg_class.oid))`;

/** Whoever is connected beside us. */
const CLIENTS = `
  select count(*)::int as count from pg_stat_activity
  where datname = current_database() and backend_type = 'client backend'
    and application_name not like 'tchatator-check%'`;
