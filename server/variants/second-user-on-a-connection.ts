import { aroundCommands } from '../around/commands.ts';
import { valueOf } from '../commands/handler.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['L8'],
  text: 'LOGIN of a second user on a connection takes the place of the first.',
  hides: [],
  apply: (parts) =>
    aroundCommands(parts, ['LOGIN'], async (request, next) => {
      const { client } = request;
      const account = await parts.accounts.findByToken(valueOf(request, 'api-token'));
      if (account !== undefined && client.account !== undefined && client.account.id !== account.id)
        parts.sessions.release(client);
      return next(request);
    }),
};
