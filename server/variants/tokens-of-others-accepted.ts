import { NEEDING_LOGIN, aroundCommands } from '../around/commands.ts';
import { watching } from '../around/sessions.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['A4'],
  text: 'The token of a user who is connected anywhere is accepted on every connection.',
  hides: [],
  apply(unwatched) {
    const { parts, connected } = watching(unwatched);
    return aroundCommands(parts, NEEDING_LOGIN, (request, next) => {
      const token = request.parameters.get('token');
      const holder = connected().find(({ account }) => account?.token === token);
      return next({ ...request, client: holder ?? request.client });
    });
  },
};
