import { NEEDING_LOGIN, aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['A3'],
  text: "A command acts for whoever's token it holds, connected or not.",
  apply: (parts) =>
    aroundCommands(parts, NEEDING_LOGIN, async (request, next) => {
      const { client } = request;
      if (client.account === undefined) return next(request);
      const account = (await parts.accounts.findByToken(valueOf(request, 'token'))) ?? client.account;
      await parts.limits.restore(account.id);
      return next({ ...request, client: { ...client, account } });
    }),
};
