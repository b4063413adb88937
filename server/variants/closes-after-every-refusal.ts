import { aroundDispatch } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['T22'],
  text: 'The connection closes after every refusal.',
  hides: ['T8'],
  apply: (parts) =>
    aroundDispatch(parts, async (arrival, next) => {
      const answer = await next(arrival);
      return answer.status === 200 ? answer : { ...answer, then: 'close' };
    }),
};
