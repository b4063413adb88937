import type { Parts } from '../parts.ts';
import type { Change, MessageInformation } from '../store/changes.ts';
import type { Edit } from '../store/messages.ts';

/** Changes what an update says before it is made. */
export function changingUpdates(parts: Parts, change: (edit: Edit) => Promise<Edit>): Parts {
  const update = async (edit: Edit) => parts.messages.update(await change(edit));
  return { ...parts, messages: { ...parts.messages, update } };
}

/** Changes the information that goes out with a change. */
export function changingInformation(
  parts: Parts,
  change: (change: Change) => Partial<MessageInformation>,
): Parts {
  return {
    ...parts,
    describeChange: (told) =>
      parts.describeChange({ ...told, message: { ...told.message, ...change(told) } }),
  };
}

/** Calls one type of change something else. */
export function callingChanges(parts: Parts, type: Change['type'], word: string): Parts {
  return {
    ...parts,
    describeChange: (change) =>
      parts
        .describeChange(change)
        .map(([key, value]) => [key, key === 'type' && value === type ? word : value]),
  };
}

/** Hands out each change of a type a second time. */
export function tellingTwice(parts: Parts, type: Change['type']): Parts {
  const again = new Map<number, Change>();
  return {
    ...parts,
    changes: {
      async next(userId) {
        const repeated = again.get(userId);
        again.delete(userId);
        const change = repeated ?? (await parts.changes.next(userId));
        if (repeated === undefined && change?.type === type) again.set(userId, change);
        return change;
      },
    },
  };
}

/** Takes back what a user was to learn of a message. */
export async function forget(parts: Parts, { messageId, type }: { messageId: number; type: Change['type'] }) {
  await parts.pool.query('delete from pending_change where message_id = $1 and type = $2', [messageId, type]);
}

/** The id of the latest message a user has sent. */
export async function latestOf({ pool }: Parts, userId: number): Promise<number | undefined> {
  const { rows } = await pool.query<{ id: number }>(
    'select id from message where sender_id = $1 order by id desc limit 1',
    [userId],
  );
  return rows[0]?.id;
}

/** Who has sent a message. */
export async function senderOf({ pool }: Parts, messageId: number): Promise<number | undefined> {
  const { rows } = await pool.query<{ id: number }>('select sender_id as id from message where id = $1', [
    messageId,
  ]);
  return rows[0]?.id;
}

/** The content of a message as it is stored. */
export async function storedContent({ pool }: Parts, messageId: number): Promise<string | undefined> {
  const { rows } = await pool.query<{ content: string }>('select content from message where id = $1', [
    messageId,
  ]);
  return rows[0]?.content;
}

/** Whether both are professionals. */
export async function areColleagues({ pool }: Parts, one: number, other: number): Promise<boolean> {
  const { rowCount } = await pool.query('select from professional_user where user_id in ($1, $2)', [
    one,
    other,
  ]);
  return rowCount === 2;
}

/** Has users learn of a change who are neither its message's sender nor its recipient. */
export async function tellOthers(
  { pool }: Parts,
  { messageId, type }: { messageId: number | undefined; type: Change['type'] },
  users: readonly (number | undefined)[],
): Promise<void> {
  await pool.query(
    `insert into pending_change (user_id, type, message_id, content)
     select other, $2, id, content
     from message cross join unnest($3::int[]) as other
     where id = $1 and other not in (sender_id, receiver_id)`,
    [messageId, type, users],
  );
}
