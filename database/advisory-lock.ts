import type { ClientBase } from 'pg';
import { z } from 'zod';

/** The key of the lock with the name $1. */
const KEY = "hashtextextended('tchatator-check ' || $1, 0)";

const lockSchema = z.tuple([z.object({ locked: z.boolean() })]);

/** Takes the advisory lock of this name for the connection alone, if nobody has it. Returns whether it has it now. */
export async function tryLock(client: ClientBase, name: string): Promise<boolean> {
  const { rows } = await client.query(`select pg_try_advisory_lock(${KEY}) as locked`, [name]);
  const [{ locked }] = lockSchema.parse(rows);
  return locked;
}

/** Gives back what tryLock took. A connection that ends gives back all that it has. */
export async function unlock(client: ClientBase, name: string): Promise<void> {
  await client.query(`select pg_advisory_unlock(${KEY})`, [name]);
}

/** Takes it together with others who ask for it in this way; waits as long as somebody has it alone. */
export async function lockShared(client: ClientBase, name: string): Promise<void> {
  await client.query(`select pg_advisory_lock_shared(${KEY})`, [name]);
}
