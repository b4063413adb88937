import { done } from '../answer.ts';
import { aroundCommands } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['M10'],
  text: 'SEND_MSG is answered without the id of the message.',
  hides: [],
  apply: (parts) =>
    aroundCommands(parts, ['SEND_MSG'], async (request, next) => {
      const answer = await next(request);
      return answer.status === 200 ? done() : answer;
    }),
};
