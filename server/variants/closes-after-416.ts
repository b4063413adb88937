import { aroundDispatch } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T22'],
  text: 'The connection closes after 416.',
  hides: [],
  apply: (parts) =>
    aroundDispatch(parts, async (arrival, next) => {
      const answer = await next(arrival);
      return answer.status === 416 ? { ...answer, then: 'close' } : answer;
    }),
};
