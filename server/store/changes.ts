import type { Pool } from 'pg';

/** A message as its row in the table `message` tells it. Dates are ISO 8601 without a zone, in UTC. */
export interface MessageInformation {
  readonly id: number;
  readonly sended_date: string;
  readonly modified_date: string | null;
  readonly sender_id: number;
  readonly receiver_id: number;
  readonly deleted: boolean;
  readonly seen: boolean;
  readonly content: string;
}

/** What a user has not learnt yet. Content and date of modification are those of the moment the change happened. */
export interface Change {
  readonly type: 'new_message' | 'message_updated' | 'message_deleted';
  readonly message: MessageInformation;
}

export interface Changes {
  /** The user's oldest change, which no other call hands out again. A new message counts as seen from then on. */
  next(userId: number): Promise<Change | undefined>;
}

export function createChanges(pool: Pool): Changes {
  return {
    async next(userId) {
      const { rows } = await pool.query<ChangeRow>({ name: 'next-change', text: NEXT, values: [userId] });
      const [row] = rows;
      if (row === undefined) return undefined;
      const { type, ...message } = row;
      return { type, message };
    },
  };
}

type ChangeRow = MessageInformation & Pick<Change, 'type'>;

/** A locked row is being handed out by another poll, which makes the one behind it the oldest. */
const NEXT = `
  with taken as (
    delete from pending_change
    where id = (
      select id from pending_change where user_id = $1 order by id limit 1 for update skip locked
    )
    returning *
  ), seen as (
    update message set seen = true from taken
    where message.id = taken.message_id and taken.type = 'new_message' and not message.seen
  )
  select taken.type, message.id,
    to_char(message.sended_date, 'YYYY-MM-DD"T"HH24:MI:SS.MS') as sended_date,
    to_char(taken.modified_date, 'YYYY-MM-DD"T"HH24:MI:SS.MS') as modified_date,
    message.sender_id, message.receiver_id,
    taken.type = 'message_deleted' as deleted,
    message.seen or taken.type = 'new_message' as seen,
    taken.content
  from taken join message on message.id = taken.message_id`;
