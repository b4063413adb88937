import type { Pool } from 'pg';
import { batched } from '../write-batch.ts';

export interface Draft {
  readonly senderId: number;
  readonly recipientId: number;
  readonly content: string;
}

export interface Edit {
  readonly messageId: number;
  readonly editorId: number;
  readonly content: string;
}

export interface Removal {
  readonly messageId: number;
  readonly removerId: number;
}

/** Messages and the changes they leave for their recipients; both are written by one statement, or neither. */
export interface Messages {
  /** The new message's id; none when the recipient does not exist or is banned, or the sender is blocked there. */
  readonly send: (draft: Draft) => Promise<number | undefined>;
  /** Whether the message was there, not deleted, and the editor's own. */
  readonly update: (edit: Edit) => Promise<boolean>;
  /** Whether the message was there, not deleted, and the remover's own. */
  readonly remove: (removal: Removal) => Promise<boolean>;
  /** The ages, in milliseconds, of what a user sent within the last `spanMs`. */
  readonly recentAgesMs: (userId: number, spanMs: number) => Promise<readonly number[]>;
}

/** The most messages one statement inserts. */
const BATCH = 256;

export function createMessages(pool: Pool): Messages {
  return {
    send: batched((drafts) => sendAll(pool, drafts), BATCH),
    async update({ messageId, editorId, content }) {
      const values = [messageId, editorId, content];
      const { rowCount } = await pool.query({ name: 'update', text: UPDATE, values });
      return rowCount === 1;
    },
    async remove({ messageId, removerId }) {
      const { rowCount } = await pool.query({ name: 'remove', text: REMOVE, values: [messageId, removerId] });
      return rowCount === 1;
    },
    async recentAgesMs(userId, spanMs) {
      const values = [userId, spanMs];
      const { rows } = await pool.query<{ age: number }>({ name: 'recent', text: RECENT, values });
      return rows.map(({ age }) => age);
    },
  };
}

async function sendAll(pool: Pool, drafts: readonly Draft[]): Promise<(number | undefined)[]> {
  const values = [
    drafts.map(({ senderId }) => senderId),
    drafts.map(({ recipientId }) => recipientId),
    drafts.map(({ content }) => content),
  ];
  const { rows } = await pool.query<{ place: number; id: number }>({ name: 'send', text: SEND, values });
  const ids = new Map(rows.map(({ place, id }) => [place, id]));
  return drafts.map((_, at) => ids.get(at + 1));
}

const SEND = `
  with draft as (
    select * from unnest($1::int[], $2::int[], $3::text[])
      with ordinality as draft (sender_id, receiver_id, content, place)
  ), allowed as (
    select nextval(pg_get_serial_sequence('message', 'id'))::int as id, draft.*
    from draft
    where exists (select from user_account where account_id = receiver_id)
      and not exists (select from banned_user where user_id = receiver_id)
      and not exists (
        select from blocked_user
        where user_id = sender_id and for_user_id in (0, receiver_id)
          and localtimestamp < blocked_date + make_interval(hours => duration)
      )
  ), sent as (
    insert into message (id, sended_date, sender_id, receiver_id, deleted, seen, content)
    select id, localtimestamp, sender_id, receiver_id, false, false, content from allowed order by place
  ), noticed as (
    insert into pending_change (user_id, type, message_id, content)
    select receiver_id, 'new_message', id, content from allowed order by place
  )
  select place::int, id from allowed`;

const UPDATE = `
  with updated as (
    update message set content = $3, modified_date = localtimestamp
    where id = $1 and sender_id = $2 and not deleted
    returning *
  )
  insert into pending_change (user_id, type, message_id, content, modified_date)
  select receiver_id, 'message_updated', id, content, modified_date from updated`;

const REMOVE = `
  with removed as (
    update message set deleted = true
    where id = $1 and sender_id = $2 and not deleted
    returning *
  )
  insert into pending_change (user_id, type, message_id, content, modified_date)
  select receiver_id, 'message_deleted', id, content, modified_date from removed`;

const RECENT = `
  select (extract(epoch from localtimestamp - sended_date) * 1000)::float8 as age
  from message
  where sender_id = $1 and sended_date > localtimestamp - make_interval(secs => $2 / 1000.0)`;
