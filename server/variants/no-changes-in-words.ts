import { done } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['N9', 'T6'],
  text: 'That there are no changes is said with a type of its own and a text for people.',
  hides: [],
  apply: (parts) =>
    aroundCommands(parts, ['NEW_CHG_AVAILABLE'], async (request, next) => {
      const answer = await next(request);
      if (answer.status !== 200 || answer.data.length > 0) return answer;
      return done(['type', 'no_change'], ['message', 'nothing new for you']);
    }),
};
