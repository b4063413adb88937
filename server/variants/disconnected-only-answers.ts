import { aroundCommands } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['D3'],
  text: 'DISCONNECTED is answered, and the connection stays open.',
  hides: [],
  apply: (parts) =>
    aroundCommands(parts, ['DISCONNECTED'], async (request, next) => ({
      ...(await next(request)),
      then: 'go-on',
    })),
};
