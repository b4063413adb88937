import { done, refused } from '../answer.ts';
import { valueOf } from './handler.ts';
import type { CommandHandler } from './handler.ts';

export const login: CommandHandler = {
  required: ['api-token'],
  optional: [],
  async handle(request) {
    const { client, parts } = request;
    const token = valueOf(request, 'api-token');
    if (token === '') return refused(416, 'api-token is empty');
    const account = await parts.accounts.findByToken(token);
    if (account === undefined) return refused(403, 'nobody has this token');
    if (!parts.sessions.claim(account, client))
      return refused(403, 'this user or this connection is logged in already');

    // Asked only now: a ban that comes in between finds the user connected and throws them out.
    const [banned] = await Promise.all([
      parts.sanctions.isBanned(account.id),
      parts.limits.restore(account.id),
    ]);
    if (banned) {
      parts.sessions.release(client);
      return refused(403, 'this user is banned');
    }
    parts.log.debug({ connection: client.connection, user: account.id }, 'logged in');
    return done();
  },
};
