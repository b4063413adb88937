import type { Answer } from '../answer.ts';
import type { Arrival } from '../dispatch.ts';
import type { Parts } from '../parts.ts';
import type { Change } from '../store/changes.ts';
import type { Draft } from '../store/messages.ts';
import { aroundDispatch } from './commands.ts';

/** Stores a message that nobody is told of; its sender takes the place of a recipient who does not exist. */
export async function keepUntold({ pool }: Parts, { senderId, recipientId, content }: Draft): Promise<void> {
  await pool.query(
    `insert into message (sender_id, receiver_id, content)
     values ($1, coalesce((select id from account where id = $2), $1), $3)`,
    [senderId, recipientId, content],
  );
}

/** Does something with what the table `message` holds of each message that is sent, before the answer goes out. */
export function afterSending(parts: Parts, act: (id: number, draft: Draft) => Promise<unknown>): Parts {
  return {
    ...parts,
    messages: {
      ...parts.messages,
      async send(draft) {
        const id = await parts.messages.send(draft);
        if (id !== undefined) await act(id, draft);
        return id;
      },
    },
  };
}

/** Hands changes out that stand in no table, before those that do. */
export function telling(parts: Parts): { parts: Parts; tell: (userId: number, change: Change) => void } {
  const told = new Map<number, Change[]>();
  return {
    tell: (userId, change) => told.set(userId, [...(told.get(userId) ?? []), change]),
    parts: {
      ...parts,
      changes: {
        async next(userId) {
          const [first, ...rest] = told.get(userId) ?? [];
          if (first === undefined) return parts.changes.next(userId);
          told.set(userId, rest);
          return first;
        },
      },
    },
  };
}

/** Who asked for what, as far as a sloppy reader would understand it. */
export interface Refused {
  readonly command: string;
  /** The user of the token, or else of the connection. */
  readonly userId: number;
  readonly answer: Answer;
  /** The value of a parameter, empty where there is none. */
  readonly text: (key: string) => string;
  /** The number a value begins with, 0 where it begins with none. */
  readonly number: (key: string) => number;
}

/** Does something behind every command that was refused, malformed ones included, before its answer goes out. */
export function afterRefusals(parts: Parts, act: (refused: Refused) => Promise<unknown>): Parts {
  return aroundDispatch(parts, async (arrival, next) => {
    const answer = await next(arrival);
    const refused = answer.status === 200 ? undefined : await understood(parts, arrival, answer);
    if (refused !== undefined) await act(refused);
    return answer;
  });
}

async function understood(
  parts: Parts,
  { frame, client }: Arrival,
  answer: Answer,
): Promise<Refused | undefined> {
  const { command } = frame;
  if (command === undefined) return undefined;
  const text = (key: string): string => command.parameters.find((each) => each.key === key)?.value ?? '';
  const account = (await parts.accounts.findByToken(text('token'))) ?? client.account;
  if (account === undefined || text('content').includes('\0')) return undefined;
  const number = (key: string): number => {
    const read = Number.parseInt(text(key), 10);
    return read > 0 && read < 2 ** 31 ? read : 0;
  };
  return { command: command.name, userId: account.id, answer, text, number };
}
