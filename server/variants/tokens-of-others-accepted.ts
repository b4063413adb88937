import { aroundCommands } from '../around.ts';
import type { Client } from '../client.ts';
import type { Account } from '../store/accounts.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['A4'],
  text: 'The token of a user who is connected anywhere is accepted on every connection.',
  hides: [],
  apply(parts) {
    const connected = new Set<Client>();
    const altered = {
      ...parts,
      sessions: {
        ...parts.sessions,
        claim: (account: Account, client: Client) => {
          connected.add(client);
          return parts.sessions.claim(account, client);
        },
      },
    };
    return aroundCommands(altered, COMMANDS, (request, next) => {
      const token = request.parameters.get('token');
      const holder = [...connected].find(({ account }) => account !== undefined && account.token === token);
      return next({ ...request, client: holder ?? request.client });
    });
  },
};

const COMMANDS = ['SEND_MSG', 'UPDT_MSG', 'DEL_MSG', 'NEW_CHG_AVAILABLE', 'BLOCK_USER', 'BAN_USER'];
