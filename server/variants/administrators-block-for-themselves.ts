import { aroundCommands } from '../around/commands.ts';
import type { Account } from '../store/accounts.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['B7'],
  text: "An administrator's block is between the two, like a professional's.",
  hides: [],
  apply(parts) {
    return aroundCommands(parts, ['BLOCK_USER'], (request, next) => {
      const { client } = request;
      const account = client.account && { ...client.account, role: asPro(client.account.role) };
      return next({ ...request, client: { ...client, account } });
    });
  },
};

function asPro(role: Account['role']): Account['role'] {
  return role === 'admin' ? 'pro' : role;
}
