import { aroundCommands } from '../around.ts';
import { valueOf } from '../commands/handler.ts';
import type { Fault } from '../fault.ts';

export const fault: Fault = {
  clauses: ['A3'],
  text: "A command acts for whoever's token it holds, connected or not.",
  apply: (parts) =>
    aroundCommands(parts, TOKEN_COMMANDS, async (request, next) => {
      const { client } = request;
      if (client.account === undefined) return next(request);
      const account = (await parts.accounts.findByToken(valueOf(request, 'token'))) ?? client.account;
      await parts.limits.restore(account.id);
      return next({ ...request, client: { ...client, account } });
    }),
};

const TOKEN_COMMANDS = ['SEND_MSG', 'UPDT_MSG', 'DEL_MSG', 'NEW_CHG_AVAILABLE', 'BLOCK_USER', 'BAN_USER'];
