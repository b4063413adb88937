import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['M12'],
  text: 'Administrators write no messages.',
  hides: [],
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], (request, next) =>
      request.client.account?.role === 'admin'
        ? Promise.resolve(refused(403, 'administrators do not write'))
        : next(request),
    ),
};
