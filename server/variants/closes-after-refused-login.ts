import { aroundCommands } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T22'],
  text: 'The connection closes after a LOGIN that is refused.',
  hides: [],
  apply: (parts) =>
    aroundCommands(parts, ['LOGIN'], async (request, next) => {
      const answer = await next(request);
      return answer.status === 200 ? answer : { ...answer, then: 'close' };
    }),
};
