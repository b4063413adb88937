import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B3'],
  text: 'A professional has one blocked user: the next block takes the place of the one before.',
  apply: (parts) =>
    aroundCommands(parts, ['BLOCK_USER'], async (request, next) => {
      const { account } = request.client;
      if (account?.role === 'pro')
        await parts.pool.query('delete from blocked_user where for_user_id = $1', [account.id]);
      return next(request);
    }),
};
