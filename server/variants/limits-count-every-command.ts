import { refused } from '../answer.ts';
import { aroundDispatch } from '../around/commands.ts';
import { countingBy } from '../around/limits.ts';
import type { Variant } from '../variant.ts';

export const variant: Variant = {
  freedom: ['R9'],
  text: 'Every command counts towards the limits, LOGIN and malformed ones too.',
  hides: ['R7'],
  apply(parts) {
    const counting = countingBy(parts, ({ events, spanMs }) => {
      let times: number[] = [];
      return {
        hasRoom(now) {
          times = times.filter((at) => now - at < spanMs);
          return times.length < events;
        },
        count: (now) => times.push(now),
      };
    });
    const uncounted = { ...parts, limits: { ...counting.limits, take: () => true } };
    return aroundDispatch(uncounted, async (arrival, next) => {
      const { client } = arrival;
      const answer = client.account === undefined ? await next(arrival) : undefined;
      if (client.account === undefined) return answer ?? refused(401, 'log in first');
      if (counting.limits.take(client.account.id)) return answer ?? next(arrival);
      if (answer !== undefined) parts.sessions.release(client);
      return refused(426, 'too many commands in a short time');
    });
  },
};
