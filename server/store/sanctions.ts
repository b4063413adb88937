import type { Pool } from 'pg';

/** A block: this user may not write to that one, or to nobody, for so many hours. */
export interface Block {
  readonly userId: number;
  readonly for: { readonly kind: 'everyone' } | { readonly kind: 'user'; readonly id: number };
  readonly hours: number;
}

/** Blocks and bans. Both say whether the user they are meant for exists; if not, they did nothing. */
export interface Sanctions {
  block(block: Block): Promise<boolean>;
  ban(userId: number): Promise<boolean>;
  isBanned(userId: number): Promise<boolean>;
}

/** The column `for_user_id` says everyone by an id that nobody has. */
const EVERYONE = 0;

export function createSanctions(pool: Pool): Sanctions {
  return {
    async block(block) {
      const forId = block.for.kind === 'everyone' ? EVERYONE : block.for.id;
      const values = [block.userId, forId, block.hours];
      const { rowCount } = await pool.query({ name: 'block', text: BLOCK, values });
      return rowCount === 1;
    },
    async ban(userId) {
      const { rowCount } = await pool.query({ name: 'ban', text: BAN, values: [userId] });
      return rowCount === 1;
    },
    async isBanned(userId) {
      const { rowCount } = await pool.query({ name: 'is-banned', text: IS_BANNED, values: [userId] });
      return rowCount === 1;
    },
  };
}

const BLOCK = `
  insert into blocked_user (user_id, for_user_id, blocked_date, duration)
  select account_id, $2, localtimestamp, $3 from user_account where account_id = $1`;

const BAN = `
  insert into banned_user (user_id, banned_date)
  select account_id, localtimestamp from user_account where account_id = $1`;

const IS_BANNED = 'select from banned_user where user_id = $1 limit 1';
