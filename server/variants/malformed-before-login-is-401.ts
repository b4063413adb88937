import { refused } from '../answer.ts';
import { aroundDispatch } from '../around/commands.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['S6'],
  text: 'Before LOGIN, a malformed command is answered 401.',
  hides: [],
  apply: (parts) =>
    aroundDispatch(parts, async (arrival, next) => {
      const answer = await next(arrival);
      const isLogin = arrival.frame.command?.name === 'LOGIN';
      const isTooEarly = arrival.client.account === undefined && !isLogin;
      return isTooEarly && answer.status === 416 ? refused(401, 'log in first') : answer;
    }),
};
