import { aroundCommands } from '../around/commands.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['B3'],
  text: "A professional's blocks end when the session does.",
  apply: (parts) =>
    aroundCommands(parts, ['DISCONNECTED'], async (request, next) => {
      const { account } = request.client;
      if (account !== undefined)
        await parts.pool.query('delete from blocked_user where for_user_id = $1', [account.id]);
      return next(request);
    }),
};
