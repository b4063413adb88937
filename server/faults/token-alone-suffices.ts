import { NEEDING_LOGIN, aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['A1', 'L6'],
  text: "A command needs no LOGIN, only a token that is somebody's.",
  apply: (parts) =>
    aroundCommands(parts, NEEDING_LOGIN, async (request, next) => {
      const { client } = request;
      const account = client.account ?? (await parts.accounts.findByToken(valueOf(request, 'token')));
      if (account !== undefined) await parts.limits.restore(account.id);
      return next({ ...request, client: { ...client, account } });
    }),
};
