import type { CommandFrame } from '../wire/command-assembly.ts';
import type { Answer } from './answer.ts';
import type { Client } from './client.ts';
import type { Request } from './commands/handler.ts';
import type { Arrival } from './dispatch.ts';
import type { Decoder, Parts } from './parts.ts';
import type { Accounts } from './store/accounts.ts';

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
          return decoder.pending;
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

/** Changes what a client's bytes say before they are read. Bytes that are not UTF-8 stay as they are. */
export function rewriting(parts: Parts, rewrite: (text: string) => string): Parts {
  return aroundDecoders(parts, () => ({
    push(decoder, chunk) {
      const text = Buffer.from(chunk).toString();
      return decoder.push(Buffer.from(text).equals(chunk) ? Buffer.from(rewrite(text)) : chunk);
    },
  }));
}

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
