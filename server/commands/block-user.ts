import { done, refused } from '../answer.ts';
import type { Account } from '../store/accounts.ts';
import type { Block } from '../store/sanctions.ts';
import { authenticated } from './authenticated.ts';
import type { CommandHandler } from './handler.ts';
import { idOf } from './parameters.ts';

export const blockUser: CommandHandler = {
  required: ['token', 'user-id'],
  optional: [],
  handle: authenticated(async (request) => {
    const { account, parts } = request;
    const target = targetOf(account);
    if (target === undefined) return refused(403, 'only professionals and administrators block users');
    const userId = idOf(request, 'user-id');
    if (typeof userId !== 'number') return userId;
    if (userId === account.id) return refused(403, 'you cannot block yourself');
    const block = { userId, for: target, hours: parts.options.blockCliDurationHours };
    return (await parts.sanctions.block(block)) ? done() : refused(403, 'there is no such user');
  }),
};

/** Whom a block protects: an administrator's everyone, a professional's that professional. Members cannot block. */
function targetOf({ id, role }: Account): Block['for'] | undefined {
  switch (role) {
    case 'admin':
      return { kind: 'everyone' };
    case 'pro':
      return { kind: 'user', id };
    case 'member':
      return undefined;
  }
}
