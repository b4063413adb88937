import { done, refused } from '../answer.ts';
import { authenticated } from './authenticated.ts';
import type { CommandHandler } from './handler.ts';
import { idOf } from './parameters.ts';

export const banUser: CommandHandler = {
  required: ['token', 'user-id'],
  optional: [],
  handle: authenticated(async (request) => {
    const { account, parts } = request;
    if (account.role !== 'admin') return refused(403, 'only administrators ban users');
    const userId = idOf(request, 'user-id');
    if (typeof userId !== 'number') return userId;
    if (userId === account.id) return refused(403, 'you cannot ban yourself');
    if (!(await parts.sanctions.ban(userId))) return refused(403, 'there is no such user');
    parts.sessions.revoke(userId);
    return done();
  }),
};
