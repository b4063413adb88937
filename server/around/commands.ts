import type { Answer } from '../answer.ts';
import type { Request } from '../commands/handler.ts';
import type { Arrival } from '../dispatch.ts';
import type { Parts } from '../parts.ts';
import type { Role } from '../store/accounts.ts';

/** The commands that need a login. */
export const NEEDING_LOGIN = [
  'SEND_MSG',
  'UPDT_MSG',
  'DEL_MSG',
  'NEW_CHG_AVAILABLE',
  'BLOCK_USER',
  'BAN_USER',
] as const;

/** Puts something around a piece of the server; `next` is the piece that was there. */
export type Around<Given, Result> = (
  given: Given,
  next: (given: Given) => Promise<Result>,
) => Promise<Result>;

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

/** Takes the token of a command for that of its connection's user where the two are alike. */
export function forgivingTokens(parts: Parts, isAlike: (given: string, own: string) => boolean): Parts {
  return aroundCommands(parts, NEEDING_LOGIN, (request, next) => {
    const own = request.client.account?.token ?? '';
    const given = request.parameters.get('token') ?? '';
    return next(own !== '' && isAlike(given, own) ? withValues(request, { token: own }) : request);
  });
}

/** Changes the content of what is sent and of what is updated before it is stored. */
export function changingContent(parts: Parts, change: (content: string) => string): Parts {
  return aroundCommands(parts, ['SEND_MSG', 'UPDT_MSG'], (request, next) =>
    next(withValues(request, { content: change(request.parameters.get('content') ?? '') })),
  );
}

/** For `aroundCommands`: who has the one role is taken to have the other. */
export function asRole(role: Role, taken: Role): Around<Request, Answer> {
  return (request, next) => {
    const { client } = request;
    if (client.account?.role !== role) return next(request);
    return next({ ...request, client: { ...client, account: { ...client.account, role: taken } } });
  };
}
