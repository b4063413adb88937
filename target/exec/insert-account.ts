import type { ClientBase } from 'pg';
import { z } from 'zod';
import type { Newcomer } from '../../database/field-accounts.ts';
import type { Statement } from '../../database/sql-statements.ts';
import type { Account } from '../profile.ts';

/**
 * Makes one account, and returns it as the database has it: a template may return an id, and a token, of its own.
 * @throws what the database says to it, or Error for a row that is no account
 */
export async function insertAccount(
  client: ClientBase,
  { id, role, token }: Required<Newcomer>,
  statements: readonly Statement[],
): Promise<Account> {
  const values = new Map<string, unknown>(Object.entries({ id, role, token, name: `user${id}` }));
  let returned: unknown;
  for (const { text, names } of statements) {
    const { rows } = await client.query<Record<string, unknown>>(
      text,
      names.map((name) => values.get(name)),
    );
    returned = rows[0] ?? returned;
  }
  const row = returnedSchema.safeParse(returned ?? {});
  if (!row.success) throw new Error('what account-sql returns is no id and no token');
  return { id: row.data.id ?? id, role, token: row.data.token ?? token };
}

/** Numbers past 32 bits come as text. */
const returnedSchema = z.object({
  id: z.coerce.number().int().positive().optional(),
  token: z.string().min(1).optional(),
});
