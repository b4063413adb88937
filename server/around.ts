import type { CommandFrame } from '../wire/command-assembly.ts';
import type { Answer } from './answer.ts';
import type { Client } from './client.ts';
import type { Request } from './commands/handler.ts';
import type { Arrival } from './dispatch.ts';
import type { Decoder, Parts } from './parts.ts';
import { createSendLimits } from './limits.ts';
import type { Accounts, Role } from './store/accounts.ts';
import type { Change } from './store/changes.ts';

/** Puts something around a piece of the server; `next` is the piece that was there. */
type Around<Given, Result> = (given: Given, next: (given: Given) => Promise<Result>) => Promise<Result>;

/** Puts `around` in the place of the handlers of these commands. */
export function aroundCommands(
  parts: Parts,
  names: readonly string[],
  around: Around<Request, Answer>,
): Parts {
  const commands = new Map(parts.commands);
  for (const name of names) {
    const handler = commands.get(name);
    if (handler === undefined) throw new Error(`there is no command ${name}`);
    commands.set(name, {
      ...handler,
      handle: (request) => around(request, (given) => handler.handle(given)),
    });
  }
  return { ...parts, commands };
}

/** Puts `around` in the place of whatever answers commands, malformed ones included. */
export function aroundDispatch(parts: Parts, around: Around<Arrival, Answer>): Parts {
  return { ...parts, dispatch: (arrival) => around(arrival, parts.dispatch) };
}

/** A handler's parameters with some of them set anew. */
export function withValues(request: Request, values: Readonly<Record<string, string>>): Request {
  return { ...request, parameters: new Map([...request.parameters, ...Object.entries(values)]) };
}

/** What to do otherwise than a decoder does. */
export interface Reading {
  /** Whether something has come that the end would settle. */
  pending?(decoder: Decoder): boolean;
  /** Takes a chunk in the decoder's stead. */
  push?(decoder: Decoder, chunk: Uint8Array): CommandFrame[];
  /** Takes the end in the decoder's stead. */
  end?(decoder: Decoder): CommandFrame[];
}

/** Lets each connection's bytes be read otherwise; `create` makes what is remembered of one connection. */
export function aroundDecoders(parts: Parts, create: (client: Client) => Reading): Parts {
  return {
    ...parts,
    createDecoder(client) {
      const decoder = parts.createDecoder(client);
      const reading = create(client);
      return {
        get pending() {
          return reading.pending?.(decoder) ?? decoder.pending;
        },
        push: (chunk) => reading.push?.(decoder, chunk) ?? decoder.push(chunk),
        end: () => reading.end?.(decoder) ?? decoder.end(),
      };
    },
  };
}

/** Looks users up by another condition on `api_token` than that it equals the token given, `$1`. */
export function findingUsers(parts: Parts, condition: string): Parts {
  const accounts: Accounts = {
    async findByToken(token) {
      // PostgreSQL takes no NUL.
      if (token.includes('\0')) return undefined;
      const { rows } = await parts.pool.query<{ token: string }>(
        `select api_token as token from user_account where ${condition} order by account_id limit 1`,
        [token],
      );
      return rows[0] && parts.accounts.findByToken(rows[0].token);
    },
  };
  return { ...parts, accounts };
}

/**
 * Changes what whole lines say, the newlines included, before they are read. A line that does not end, or is not UTF-8,
 * stays as it is.
 */
export function rewriting(parts: Parts, rewrite: (lines: string) => string): Parts {
  return aroundDecoders(parts, () => {
    let held = Buffer.alloc(0);
    const take = (bytes: number) => {
      const taken = held.subarray(0, bytes);
      held = held.subarray(bytes);
      const text = taken.toString();
      return Buffer.from(text).equals(taken) ? Buffer.from(rewrite(text)) : taken;
    };
    return {
      pending: (decoder) => held.length > 0 || decoder.pending,
      push(decoder, chunk) {
        held = Buffer.concat([held, chunk]);
        const whole = held.length > LONGEST_LINE ? held.length : held.lastIndexOf('\n') + 1;
        return decoder.push(take(whole));
      },
      end: (decoder) => [...decoder.push(take(held.length)), ...decoder.end()],
    };
  });
}

/** In bytes; more than any line that there is a reason to change. */
const LONGEST_LINE = 16_384;

/** Changes the content of what is sent and of what is updated before it is stored. */
export function changingContent(parts: Parts, change: (content: string) => string): Parts {
  return aroundCommands(parts, ['SEND_MSG', 'UPDT_MSG'], (request, next) =>
    next(withValues(request, { content: change(request.parameters.get('content') ?? '') })),
  );
}

/** Ends the whole server, as a crash would. */
export function crash(): never {
  process.exit(139);
}

/** The answer of a session that has died while its connection stays open: none, ever. */
export function silence(): Promise<never> {
  return new Promise(() => undefined);
}

/** Remembers this many sessions at most: one more LOGIN ends those before it, the oldest or all of them. */
export function forgetting(parts: Parts, { most, ends }: { most: number; ends: 'oldest' | 'all' }): Parts {
  let clients: Client[] = [];
  const claim: Parts['sessions']['claim'] = (account, client) => {
    const isIn = parts.sessions.claim(account, client);
    clients = clients.filter((each) => each.account !== undefined && each !== client);
    if (isIn && clients.length === most)
      for (const each of ends === 'all' ? clients : clients.slice(0, 1)) parts.sessions.release(each);
    if (isIn) clients.push(client);
    return isIn;
  };
  return { ...parts, sessions: { ...parts.sessions, claim } };
}

/** For `aroundCommands`: who has the one role is taken to have the other. */
export function asRole(role: Role, taken: Role): Around<Request, Answer> {
  return (request, next) => {
    const { client } = request;
    if (client.account?.role !== role) return next(request);
    return next({ ...request, client: { ...client, account: { ...client.account, role: taken } } });
  };
}

/** Limits messages by other numbers than the configuration's. */
export function limiting(parts: Parts, change: (limit: number) => number): Parts {
  const { maxMessagesPerMinutes, maxMessagesPerHours } = parts.options;
  const limits = createSendLimits({
    options: {
      ...parts.options,
      maxMessagesPerMinutes: change(maxMessagesPerMinutes),
      maxMessagesPerHours: change(maxMessagesPerHours),
    },
    nowMs: () => performance.now(),
    recentAgesMs: parts.messages.recentAgesMs,
  });
  return { ...parts, limits };
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
