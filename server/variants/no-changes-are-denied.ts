import { refused } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['N9'],
  text: 'NEW_CHG_AVAILABLE without changes is answered 403.',
  hides: [],
  apply: (parts) =>
    aroundCommands(parts, ['NEW_CHG_AVAILABLE'], async (request, next) => {
      const answer = await next(request);
      return answer.status === 200 && answer.data.length === 0 ? refused(403, 'nothing new') : answer;
    }),
};
